import { error } from '@sveltejs/kit';
import { dev } from '$app/env';
import type { PageLoad } from './$types';

/** Every primitive in every state, to look at while working on them; no page of the product. */
export const load: PageLoad = async () => {
  if (!dev) error(404, 'not found');
  return { Kit: (await import('#lib/features/kit/Kit.svelte')).default };
};
