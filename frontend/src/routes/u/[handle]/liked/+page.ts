import { redirect } from '@sveltejs/kit';
import { paths } from '#lib/paths.ts';
import type { PageLoad } from './$types';

/** LIKE-04: the other address of the same page. */
export const load: PageLoad = ({ params }) => redirect(307, paths.liked(params.handle));
