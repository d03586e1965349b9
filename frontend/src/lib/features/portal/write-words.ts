import type { UnfinishedWrite } from '#lib/api/contract.ts';

const THINGS: Readonly<Record<string, string>> = {
  track: 'a track',
  like: 'a like',
  comment: 'a comment',
  list: 'a list',
  profile: 'your profile',
};

/** What is on its way: "a like", "a track, taken down". */
export function whatIsWritten({ collection, op }: Pick<UnfinishedWrite, 'collection' | 'op'>): string {
  const name = collection.split('.').pop() ?? '';
  return `${THINGS[name] ?? name}${op === 'delete' ? ', taken down' : ''}`;
}

/** How it stands, saying first what is safe. */
export function howItStands({ state, waiting }: Pick<UnfinishedWrite, 'state' | 'waiting'>): string {
  if (state === 'failed') return 'safe here, not on your pds';
  return waiting === 'no_grant' ? 'goes on with your next sign-in' : 'syncing to your pds';
}
