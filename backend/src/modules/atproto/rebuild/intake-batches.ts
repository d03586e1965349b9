import type { Intake } from '../ingest/intake.js';
import type { Outcome, RepoEvent } from '../ingest/repo-event.js';
import { mayPass } from '../ingest/stream/database-failure.rules.js';

/** More of them make a record cheaper, and somebody who likes one of these tracks meanwhile wait longer. */
const BATCH = 3_000;

export interface Decided {
  event: RepoEvent;
  /** What was thrown, for a record that its handler could not bear. */
  outcome: Outcome | { kind: 'failed'; error: unknown };
}

/**
 * Gives events to the intake, many at once whoever they are of; while batches are written the next one is read. One batch
 * is written at a time, so that what stands in an order comes in that order, until that is said to matter no more.
 */
export class IntakeBatches {
  private waiting: RepoEvent[] = [];
  private readonly writing = new Set<Promise<void>>();
  private failure: { error: unknown } | undefined;
  private width = 1;

  constructor(
    private readonly intake: Intake,
    private readonly dryRun: boolean,
    private readonly decided: (some: Decided[]) => void,
  ) {}

  /** From now on so many batches are written at once, in whatever order they end. */
  widen(width: number): void {
    this.width = width;
  }

  /** Throws when the database cannot be had; what was given before may be lost then, and comes with the next rebuild. */
  async add(event: RepoEvent): Promise<void> {
    this.waiting.push(event);
    if (this.waiting.length >= BATCH) await this.send();
  }

  /** Everything that was added is decided. Throws as {@link add} does. */
  async flush(): Promise<void> {
    await this.send();
    await Promise.all(this.writing);
    this.assertWell();
  }

  private async send(): Promise<void> {
    while (this.writing.size >= this.width) await Promise.race(this.writing);
    this.assertWell();
    const batch = this.waiting;
    this.waiting = [];
    const written = this.take(batch)
      .catch((error: unknown) => {
        this.failure ??= { error };
      })
      .finally(() => this.writing.delete(written));
    this.writing.add(written);
  }

  private assertWell(): void {
    if (this.failure) throw this.failure.error;
  }

  /** Halves what fails until the one record is found that does. */
  private async take(batch: readonly RepoEvent[]): Promise<void> {
    if (batch.length === 0) return;
    try {
      const outcomes = await this.intake.receive(batch, { source: 'rebuild', dryRun: this.dryRun });
      this.decided(batch.flatMap((event, index) => decision(event, outcomes[index])));
    } catch (error) {
      if (mayPass(error)) throw error;
      const [first, second] = batch;
      if (first && !second) return this.decided([{ event: first, outcome: { kind: 'failed', error } }]);
      const middle = Math.ceil(batch.length / 2);
      await this.take(batch.slice(0, middle));
      await this.take(batch.slice(middle));
    }
  }
}

function decision(event: RepoEvent, outcome: Outcome | undefined): Decided[] {
  return outcome ? [{ event, outcome }] : [];
}
