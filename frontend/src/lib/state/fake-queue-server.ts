import type { QueueChange, Track } from '../api/contract.ts';
import { ApiProblem } from '../api/problem.ts';
import { EMPTY_QUEUE, type QueueState } from '../player/queue.rules.ts';
import type { HeldQueue, QueueServer } from './queue-server.ts';

/** Keeps one account's queue as the server does: what is left out of a write stays. For specs. */
export class FakeQueueServer implements Pick<QueueServer, 'read' | 'write'> {
  state: QueueState = EMPTY_QUEUE;
  revision = 0;
  reads = 0;
  readonly catalogue = new Map<number, Track>();
  readonly writes: { change: QueueChange; over: number; last: boolean }[] = [];
  /** Every call fails with this. */
  fault: ApiProblem | null = null;
  /** Writes get through, and nobody hears of it. */
  losesAnswers = false;

  get tracks(): number[] {
    return this.state.entries.map(({ trackId }) => trackId);
  }

  /** The track of the current entry. */
  get current(): number | undefined {
    return this.state.entries.find(({ entryId }) => entryId === this.state.currentEntryId)?.trackId;
  }

  read(known?: number): Promise<HeldQueue | null> {
    this.reads += 1;
    if (this.fault) return Promise.reject(this.fault);
    if (known === this.revision) return Promise.resolve(null);
    const tracks = this.tracks.map((id) => this.catalogue.get(id)).filter((track) => track !== undefined);
    return Promise.resolve({ state: this.state, revision: this.revision, tracks });
  }

  write(change: QueueChange, over: number, { last }: { last: boolean }): Promise<number | null> {
    this.writes.push({ change, over, last });
    if (this.fault) return Promise.reject(this.fault);
    if (over !== this.revision) return Promise.resolve(null);
    this.state = written(this.state, change);
    this.revision += 1;
    return this.losesAnswers ? Promise.reject(ApiProblem.unreachable()) : Promise.resolve(this.revision);
  }
}

function written(state: QueueState, change: QueueChange): QueueState {
  const entries = change.entries?.map(({ entry_id, track_id, origin }) => ({
    entryId: entry_id,
    trackId: track_id,
    origin,
  }));
  return {
    entries: entries ?? state.entries,
    currentEntryId: change.current_entry_id ?? state.currentEntryId,
    progressMs: change.progress_ms ?? state.progressMs,
    repeatMode: change.repeat_mode ?? state.repeatMode,
    autoAdvance: change.auto_advance ?? state.autoAdvance,
    context: change.context === undefined ? state.context : change.context,
  };
}
