import { signIn } from '../../../frontend/e2e/support/sign-in.ts';
import { People } from '../demo/people.mjs';

/** The machine may still be busy with the last tracks of the catalogue. */
const PATIENCE_MS = 90_000;

/**
 * Signs a person of the demo in at the pages of the PDS.
 * @param {import('playwright-core').Browser} browser
 * @returns what a browser of theirs holds from then on
 */
export async function signedInState(browser, { url, pds, accounts }, { demoSecret, name }) {
  const { handle, password } = await new People({ url, pdsUrl: pds, secret: demoSecret }).get(name);
  Object.assign(process.env, { PLYR_URL: url, PLYR_PDS_URL: pds, PLYR_ACCOUNTS: JSON.stringify(accounts) });
  const context = await browser.newContext({ baseURL: url });
  const page = await context.newPage();
  await signIn(page, { handle, password });
  await page.getByRole('button', { name: 'your profile' }).waitFor({ timeout: PATIENCE_MS });
  const state = await context.storageState();
  await context.close();
  return state;
}
