export interface Account {
  handle: string;
  password: string;
}

/** Where the product is that the stories are told against, and who may sign in. */
export interface RunningProduct {
  url: string;
  pdsUrl: string;
  accounts: Account[];
}

const LONGEST_NAME = 12;

export function runningProduct(): RunningProduct {
  const { PLYR_URL: url, PLYR_PDS_URL: pdsUrl, PLYR_ACCOUNTS: accounts } = process.env;
  if (!url || !pdsUrl || !accounts) throw new Error('no product runs: start the stories through playwright.config.mjs');
  return { url, pdsUrl, accounts: JSON.parse(accounts) as Account[] };
}

/** A new account on the local PDS, for a story that needs a person nobody else touches. */
export async function newAccount(name: string): Promise<Account & { did: string }> {
  const ending = Math.random().toString(36).slice(2, 6);
  const handle = `${name.slice(0, LONGEST_NAME)}-${ending}.test`;
  const password = `password-of-${name}-${ending}`;
  const response = await fetch(`${runningProduct().pdsUrl}/xrpc/com.atproto.server.createAccount`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ handle, password, email: `${name}-${ending}@example.com` }),
  });
  if (!response.ok) throw new Error(`account ${handle}: ${response.status} ${await response.text()}`);
  const { did } = (await response.json()) as { did: string };
  return { handle, password, did };
}
