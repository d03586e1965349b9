import type { JobChange } from './jobs.repository.js';

const AT_MOST_EVERY_MS = 250;
/** From here on the end is told at once (UP-14). */
const NEARLY_DONE_PCT = 99.9;
/** Jobs that died in this process are forgotten when so many have been followed. */
const MAX_FOLLOWED = 1_000;

/** Lets four reports a second through for each job; a new phase, message or status never waits. */
export class ReportPace {
  private readonly told = new Map<string, { at: number; progressPct: number }>();

  /** Whether this report shall be written. */
  allows(id: string, change: JobChange, now: number): boolean {
    const last = this.told.get(id);
    const onlyProgress = Object.keys(change).every((key) => key === 'progressPct');
    const progressPct = change.progressPct ?? last?.progressPct ?? 0;
    const arrives = progressPct >= NEARLY_DONE_PCT && (last?.progressPct ?? 0) < NEARLY_DONE_PCT;
    if (last && onlyProgress && !arrives && now - last.at < AT_MOST_EVERY_MS) return false;
    if (this.told.size >= MAX_FOLLOWED) this.told.clear();
    this.told.set(id, { at: now, progressPct });
    return true;
  }

  forget(id: string): void {
    this.told.delete(id);
  }
}
