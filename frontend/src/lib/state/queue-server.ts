import type { Api } from '../api/client.ts';
import type { QueueChange, QueueView, Track } from '../api/contract.ts';
import { ApiProblem } from '../api/problem.ts';
import type { QueueEntry, QueueState } from '../player/queue.rules.ts';

/** A queue as the server holds it. */
export interface HeldQueue {
  state: QueueState;
  revision: number;
  tracks: readonly Track[];
}

/** A page that goes away may send so much and no more; browsers allow 64 KB for all such requests together. */
const LAST_WORDS_BYTES = 60_000;

/** The listener's queue on the server (api.md §10), in the words of the reducer. */
export class QueueServer {
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  /** Null when it is still at the known revision. */
  async read(known?: number): Promise<HeldQueue | null> {
    const { data } = await this.#api.GET('/queue', {
      params: { header: known === undefined ? {} : { 'If-None-Match': tagOf(known) } },
      cache: 'no-store',
    });
    return data ? { state: stateOf(data.state), revision: data.revision, tracks: data.tracks } : null;
  }

  /** The revision it has then; null when `over` is not what is there any more. With `last`, the page may go meanwhile. */
  async write(change: QueueChange, over: number, { last }: { last: boolean }): Promise<number | null> {
    const body = { state: change };
    try {
      const { response } = await this.#api.PUT('/queue', {
        params: { header: { 'If-Match': tagOf(over), Prefer: 'return=minimal' } },
        body,
        keepalive: last && JSON.stringify(body).length < LAST_WORDS_BYTES,
      });
      return revisionOf(response.headers.get('etag'));
    } catch (problem) {
      if (problem instanceof ApiProblem && problem.status === 409) return null;
      throw problem;
    }
  }
}

/** What has to be written so that `before` becomes `after`; null for nothing. */
export function changeOf(before: QueueState, after: QueueState): QueueChange | null {
  const another = before.currentEntryId !== after.currentEntryId;
  const change: QueueChange = {
    ...(!sameEntries(before.entries, after.entries) && { entries: after.entries.map(written) }),
    ...(another && { current_entry_id: after.currentEntryId }),
    // a position belongs to the current entry, and goes with it
    ...((another || before.progressMs !== after.progressMs) && { progress_ms: after.progressMs }),
    ...(before.repeatMode !== after.repeatMode && { repeat_mode: after.repeatMode }),
    ...(before.autoAdvance !== after.autoAdvance && { auto_advance: after.autoAdvance }),
    ...(!sameContext(before, after) && { context: after.context }),
  };
  return Object.keys(change).length > 0 ? change : null;
}

function stateOf(state: QueueView['state']): QueueState {
  return {
    entries: state.entries.map(({ entry_id, track_id, origin }) => ({ entryId: entry_id, trackId: track_id, origin })),
    currentEntryId: state.current_entry_id,
    progressMs: state.progress_ms,
    repeatMode: state.repeat_mode,
    autoAdvance: state.auto_advance,
    context: state.context,
  };
}

function written({ entryId, trackId, origin }: QueueEntry): NonNullable<QueueChange['entries']>[number] {
  return { entry_id: entryId, track_id: trackId, origin };
}

function sameEntries(before: readonly QueueEntry[], after: readonly QueueEntry[]): boolean {
  const same = (entry: QueueEntry, index: number) =>
    after[index]?.entryId === entry.entryId && after[index].origin === entry.origin;
  return before === after || (before.length === after.length && before.every(same));
}

function sameContext({ context: before }: QueueState, { context: after }: QueueState): boolean {
  return before?.kind === after?.kind && before?.id === after?.id && before?.label === after?.label;
}

const tagOf = (revision: number): string => `"${revision}"`;

/** A proxy that compresses makes a tag weak. */
function revisionOf(etag: string | null): number {
  const digits = /^(?:W\/)?"(\d+)"$/.exec(etag ?? '')?.[1];
  if (digits === undefined) throw new Error('the queue was written, but its revision did not come through');
  return Number(digits);
}
