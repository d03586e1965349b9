import { startProduct } from './product.mjs';

/** Lets stories take the PDS away; what they look for is called as on any one machine. */
const WITH_CONTROL = { APP_ENV: 'test', ATPROTO_APP_NAMESPACE: 'fm.plyr.dev' };

/**
 * Starts the product that the stories are told against, unless PLYR_URL names one that runs already (then PLYR_PDS_URL
 * and PLYR_ACCOUNTS come with it). The stories find it in the environment.
 */
export default async function globalSetup() {
  if (process.env.PLYR_URL) return undefined;
  const product = await startProduct({ env: WITH_CONTROL });
  const { url, pds, accounts, control } = product.ready;
  process.env.PLYR_URL = url;
  process.env.PLYR_PDS_URL = pds;
  process.env.PLYR_ACCOUNTS = JSON.stringify(accounts);
  process.env.PLYR_PDS_CONTROL = JSON.stringify(control);
  return () => product.stop();
}
