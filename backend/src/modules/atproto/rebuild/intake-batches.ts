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

/** Gives events to the intake, many at once whoever they are of; while one batch is written the next one is read. */
export class IntakeBatches {
  private waiting: RepoEvent[] = [];
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly intake: Intake,
    private readonly dryRun: boolean,
    private readonly decided: (some: Decided[]) => void,
  ) {}

  /** Throws when the database cannot be had; what was given before may be lost then, and comes with the next rebuild. */
  async add(event: RepoEvent): Promise<void> {
    this.waiting.push(event);
    if (this.waiting.length >= BATCH) await this.send();
  }

  /** Everything that was added is decided. */
  async flush(): Promise<void> {
    await this.send();
    await this.writing;
  }

  private async send(): Promise<void> {
    await this.writing;
    const batch = this.waiting;
    this.waiting = [];
    this.writing = this.take(batch);
    // Whoever sends or flushes next hears of it.
    this.writing.catch(() => undefined);
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
