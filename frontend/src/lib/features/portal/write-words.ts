import type { UnfinishedWrite } from '#lib/api/contract.ts';

/** What it is, and what it is where the name of what it is about is known. */
const THINGS: Readonly<Record<string, [alone: string, named: (name: string) => string]>> = {
  track: ['a track', (name) => `the track ${name}`],
  like: ['a like', (name) => `your like of ${name}`],
  comment: ['a comment', (name) => `your comment on ${name}`],
  list: ['a list', (name) => `the list ${name}`],
  profile: ['your profile', () => 'your profile'],
};

/** What is on its way: "your like of Rain", "a track, taken down". */
export function whatIsWritten({ collection, op, about }: Pick<UnfinishedWrite, 'collection' | 'op' | 'about'>): string {
  const kind = collection.split('.').pop() ?? '';
  const [alone, named] = THINGS[kind] ?? [kind, (name: string) => `${kind} ${name}`];
  return `${about === null ? alone : named(about)}${op === 'delete' ? ', taken down' : ''}`;
}

/** How it stands, saying first what is safe. */
export function howItStands({ state, waiting }: Pick<UnfinishedWrite, 'state' | 'waiting'>): string {
  if (state === 'failed') return 'safe here, not on your pds';
  return waiting === 'no_grant' ? 'goes on with your next sign-in' : 'syncing to your pds';
}
