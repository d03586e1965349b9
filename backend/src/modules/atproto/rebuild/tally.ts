import type { Collection } from '../lexicon/collections.rules.js';
import type { Outcome } from '../ingest/repo-event.js';

/** What a rebuild has come across so far. */
export class Tally {
  readonly startedAt = performance.now();
  /** Repositories that were read to their end. */
  repositories = 0;
  /** Of those, the ones whose server was believed without a signature. */
  unproven = 0;
  /** Accounts without a repository to be read: deleted, suspended, moved away. */
  gone = 0;
  /** Repositories that could not be read, and why. */
  readonly failures: { did: string; reason: string }[] = [];
  /** Records by collection, and by what became of them. */
  readonly records = new Map<Collection | 'other', Map<string, number>>();
  /** Records that were read, whether they went to the index yet or not. */
  seen = 0;

  count(collection: Collection | 'other', outcome: Outcome | { kind: 'removed' } | { kind: 'failed' }, n = 1): void {
    const word = 'reason' in outcome ? `${outcome.kind} (${outcome.reason})` : outcome.kind;
    const words = this.records.get(collection) ?? new Map<string, number>();
    this.records.set(collection, words.set(word, (words.get(word) ?? 0) + n));
  }

  /** Records that are decided. */
  get decided(): number {
    return [...this.records.values()].flatMap((words) => [...words.values()]).reduce((sum, n) => sum + n, 0);
  }

  /** How many had this outcome, in every collection together. */
  of(outcome: string): number {
    return [...this.records.values()].reduce((sum, words) => sum + (words.get(outcome) ?? 0), 0);
  }

  get seconds(): number {
    return (performance.now() - this.startedAt) / 1000;
  }
}
