import type { Job } from './job.entity.js';

/** Changes that come faster are told together. */
const AT_MOST_EVERY_MS = 250;

export interface FeedParts {
  /** The job as it is now; null when it is unknown or somebody else's. */
  load: () => Promise<Job | null>;
  shape: (job: Job) => object;
  write: (text: string) => void;
  end: () => void;
}

/** What one listener is told about one job: api.md §11, independent of how the text travels. */
export class JobFeed {
  private toldAt = 0;
  private timer: NodeJS.Timeout | undefined;
  private asking: Promise<void> | undefined;
  private stale = false;
  private closed = false;

  constructor(
    private readonly parts: FeedParts,
    private lastSeen: number,
  ) {}

  /** The job has changed, or may have: asks once, however often it is told meanwhile. */
  changed(): void {
    if (this.closed || this.timer) return;
    if (this.asking) {
      this.stale = true;
      return;
    }
    const wait = this.toldAt + AT_MOST_EVERY_MS - Date.now();
    if (wait <= 0) void this.tell();
    else this.timer = setTimeout(() => void this.tell(), wait);
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
  }

  private async tell(): Promise<void> {
    this.timer = undefined;
    this.toldAt = Date.now();
    this.asking = this.parts.load().then(
      (job) => this.say(job),
      // The database is away for a moment: the next change, or the heartbeat, asks again.
      () => undefined,
    );
    await this.asking;
    this.asking = undefined;
    if (!this.stale) return;
    this.stale = false;
    this.changed();
  }

  private say(job: Job | null): void {
    if (this.closed) return;
    if (!job) {
      const lost = { status: 'failed', message: 'upload job not found', error: 'job lost' };
      this.finish(lost, 0, true);
      return;
    }
    const news = job.eventSeq > this.lastSeen;
    this.lastSeen = Math.max(this.lastSeen, job.eventSeq);
    const state = this.parts.shape(job);
    if (job.completedAt) this.finish(state, job.eventSeq, news);
    else if (news) this.parts.write(event(state, job.eventSeq));
  }

  /** Existing clients stop at the unnamed message, browsers close at `done`. */
  private finish(state: object, seq: number, news: boolean): void {
    if (news) this.parts.write(event(state, seq));
    this.parts.write(`id: ${seq + 1}\nevent: done\ndata: ${JSON.stringify(state)}\n\n`);
    this.close();
    this.parts.end();
  }
}

function event(state: object, seq: number): string {
  return `id: ${seq}\ndata: ${JSON.stringify(state)}\n\n`;
}
