import { startProduct } from './product.mjs';

/**
 * Starts the product that the stories are told against, unless PLYR_URL names one that runs already (then PLYR_PDS_URL
 * and PLYR_ACCOUNTS come with it). The stories find it in the environment.
 */
export default async function globalSetup() {
  if (process.env.PLYR_URL) return undefined;
  const product = await startProduct();
  const { url, pds, accounts } = product.ready;
  process.env.PLYR_URL = url;
  process.env.PLYR_PDS_URL = pds;
  process.env.PLYR_ACCOUNTS = JSON.stringify(accounts);
  return () => product.stop();
}
