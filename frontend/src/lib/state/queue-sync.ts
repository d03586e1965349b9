import type { Track } from '../api/contract.ts';
import { ApiProblem } from '../api/problem.ts';
import type { QueueAction, QueueState } from '../player/queue.rules.ts';
import { changeOf, type HeldQueue, type QueueServer } from './queue-server.ts';

/** The part of the queue that is kept equal with the server. */
export interface SyncedQueue {
  readonly owner: string | null;
  readonly state: QueueState;
  readonly unsent: readonly QueueAction[];
  belongTo(owner: string): void;
  rebase(base: QueueState, tracks: readonly Track[]): void;
  acknowledge(sent: readonly QueueAction[]): void;
  onchange(listener: (action: QueueAction | null) => void): () => void;
}

export interface QueueSyncParts {
  server: Pick<QueueServer, 'read' | 'write'>;
  queue: SyncedQueue;
  say: (message: string) => void;
}

/** After an action, others may follow at once: they go together. */
export const QUIET_MS = 250;
/** Who writes at the same time as others comes through after a few tries, or waits for the next action. */
const MAX_CONFLICTS = 5;
const RETRY_MS = { first: 2_000, longest: 60_000 } as const;

/** Keeps the queue of who is signed in equal with the server's. One request at a time. */
export class QueueSync {
  readonly #parts: QueueSyncParts;
  #held: Omit<HeldQueue, 'tracks'> | null = null;
  /** Counts listeners: what belongs to an earlier one is dropped. */
  #listener = 0;
  #on = false;
  #busy: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;

  constructor(parts: QueueSyncParts) {
    this.#parts = parts;
    parts.queue.onchange((action) => action && this.#later(QUIET_MS));
  }

  /** Someone signed in, or turned out to be signed in still. */
  begin(owner: string): Promise<void> {
    this.end();
    this.#on = true;
    this.#parts.queue.belongTo(owner);
    return this.refresh();
  }

  /** Nobody is signed in any more. What is not saved yet stays with the queue, until its owner comes back. */
  end(): void {
    this.#listener += 1;
    this.#on = false;
    this.#held = null;
    this.#failures = 0;
    clearTimeout(this.#timer);
  }

  /** Another tab or device may have changed it. */
  refresh(): Promise<void> {
    return this.#enqueue(() => this.#readAndWrite());
  }

  /** The page goes out of sight, perhaps for good. */
  flush(): Promise<void> {
    return this.#held && this.#parts.queue.unsent.length > 0 ? this.#enqueue(() => this.#write(true)) : this.#busy;
  }

  #later(ms: number): void {
    if (!this.#on) return;
    clearTimeout(this.#timer);
    const work = () => (this.#held ? this.#write(false) : this.#readAndWrite());
    this.#timer = setTimeout(() => void this.#enqueue(work), ms);
  }

  async #readAndWrite(): Promise<void> {
    await this.#read();
    await this.#write(false);
  }

  #enqueue(work: () => Promise<void>): Promise<void> {
    const listener = this.#listener;
    const run = async (): Promise<void> => {
      if (!this.#on || listener !== this.#listener) return;
      clearTimeout(this.#timer);
      try {
        await work();
        this.#failures = 0;
      } catch (problem) {
        if (listener === this.#listener) this.#failed(problem);
      }
    };
    this.#busy = this.#busy.then(run);
    return this.#busy;
  }

  async #read(): Promise<void> {
    const listener = this.#listener;
    const { queue, server } = this.#parts;
    const found = await server.read(this.#held?.revision);
    if (!found || listener !== this.#listener) return;
    const first = this.#held === null;
    this.#held = { state: found.state, revision: found.revision };
    // an empty queue takes what was listened to here
    if (first && found.state.entries.length === 0 && queue.state.entries.length > 0) return;
    queue.rebase(found.state, found.tracks);
  }

  async #write(last: boolean): Promise<void> {
    const listener = this.#listener;
    const { queue, server } = this.#parts;
    for (let conflicts = 0; conflicts < MAX_CONFLICTS && this.#held;) {
      const { unsent: sent, state } = queue;
      const change = changeOf(this.#held.state, state);
      const revision = change ? await server.write(change, this.#held.revision, { last }) : this.#held.revision;
      if (listener !== this.#listener) return;
      if (revision !== null) {
        this.#held = { state, revision };
        return queue.acknowledge(sent);
      }
      conflicts += 1;
      await this.#read();
    }
    if (this.#held) throw new Error('the queue changes too fast elsewhere');
  }

  /** What was done stays, and is sent with what comes next or after a while. */
  #failed(problem: unknown): void {
    const status = problem instanceof ApiProblem ? problem.status : 0;
    this.#failures += 1;
    if (status === 401) return;
    const refused = status >= 400 && status < 500 && status !== 409 && status !== 429;
    if (this.#failures === 1 && refused) this.#parts.say('your queue could not be saved. it stays as it is here.');
    if (refused) return;
    const asked = problem instanceof ApiProblem ? (problem.retryAfter ?? 0) * 1000 : 0;
    this.#later(Math.max(asked, Math.min(RETRY_MS.longest, RETRY_MS.first * 2 ** (this.#failures - 1))));
  }
}
