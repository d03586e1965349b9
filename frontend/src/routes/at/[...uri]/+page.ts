import { error, redirect } from '@sveltejs/kit';
import { pageOfRecord } from '../page-of-record.ts';
import type { PageLoad } from './$types';

/** TRK-14: a record is named by its address, and its page opens. */
export const load: PageLoad = async ({ parent, params }) => {
  const { app } = await parent();
  const address = await pageOfRecord(app.api, params.uri);
  if (!address) error(404, { message: 'this record is not known here.' });
  redirect(307, address);
};
