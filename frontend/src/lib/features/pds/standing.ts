import type { SyncState } from '#lib/api/contract.ts';

const WORDS: Readonly<Record<SyncState, string | null>> = {
  synced: null,
  pending: 'syncing to your pds',
  failed: 'not on your pds',
};

/** How a record stands, to whom it belongs; null where there is nothing to say, or nobody to say it to. */
export const standing = (state: SyncState | undefined): string | null => (state ? WORDS[state] : null);
