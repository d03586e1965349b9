import type { Tally } from './tally.js';

export interface RebuildOptions {
  dids: AsyncIterable<string>;
  /** Finds out what would become of the records, and leaves the index as it is. */
  dryRun?: boolean;
  /** What the index has of this person under confirmed records; what the repository does not hold of it is removed. */
  prune?: (did: string) => Promise<string[]>;
  progress?: (tally: Tally) => void;
}
