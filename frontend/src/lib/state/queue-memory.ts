import type { Track } from '../api/contract.ts';
import { Emitter } from '../player/emitter.ts';
import type { QueueAction, QueueState } from '../player/queue.rules.ts';
import { changesList, Unsent } from '../player/unsent.ts';
import type { QueueKeeper } from './queue-keeper.ts';

/** What a queue knows beyond its list: whose it is, and what of it nobody else has seen yet. */
export class QueueMemory {
  readonly #keeper: QueueKeeper;
  readonly #events = new Emitter<{ saved: boolean }>();
  #owner: string | null = null;
  #unsent = new Unsent();

  constructor(keeper: QueueKeeper) {
    this.#keeper = keeper;
  }

  get owner(): string | null {
    return this.#owner;
  }

  get unsent(): readonly QueueAction[] {
    return this.#unsent.actions;
  }

  onsaved(listener: (list: boolean) => void): () => void {
    return this.#events.on('saved', listener);
  }

  /** What was put down last time. */
  open(): { state: QueueState; tracks: Track[] } {
    const { state, tracks, owner, unsent } = this.#keeper.read();
    this.belongTo(owner, unsent);
    return { state, tracks };
  }

  /** What another tab of the same listener put down; null when it is another's. */
  reread(): { state: QueueState; tracks: Track[] } | null {
    const kept = this.#keeper.read();
    return kept.owner === this.#owner ? kept : null;
  }

  belongTo(owner: string | null, unsent: readonly QueueAction[] = []): void {
    this.#owner = owner;
    this.#unsent = new Unsent(unsent);
  }

  note(action: QueueAction, before: QueueState, after: QueueState): void {
    this.#unsent.note(action, before, after);
  }

  redoneOn(base: QueueState): QueueState {
    return this.#unsent.redoneOn(base);
  }

  /** A guest's queue is saved with that: there is no other place. */
  write(state: QueueState, tracks: Track[]): void {
    const { owner, unsent } = this;
    const queue = { state, tracks, owner, unsent: owner === null ? [] : unsent };
    this.#keeper.write(queue, () => {
      if (owner === null) this.acknowledge(unsent);
    });
  }

  flush(): void {
    this.#keeper.flush();
  }

  acknowledge(sent: readonly QueueAction[]): void {
    this.#unsent.drop(sent);
    if (sent.length > 0) this.#events.emit('saved', changesList(sent));
  }
}
