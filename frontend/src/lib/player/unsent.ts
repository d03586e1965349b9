import { currentEntry, reduceQueue, type QueueAction, type QueueState } from './queue.rules.ts';

/** More than anybody does between two saves; a session that ended long ago does not grow its list for ever. */
export const MAX_UNSENT = 500;

/** What was done to a queue since it was last saved: it is done again on whatever was saved meanwhile (P-QUEUE-04). */
export class Unsent {
  #actions: readonly QueueAction[];

  constructor(actions: readonly QueueAction[] = []) {
    this.#actions = actions;
  }

  get actions(): readonly QueueAction[] {
    return this.#actions;
  }

  /** More than a position in a track. */
  get changesList(): boolean {
    return changesList(this.#actions);
  }

  note(action: QueueAction, before: QueueState, after: QueueState): void {
    const done = pinned(action, before, after);
    const last = this.#actions.at(-1);
    const overtaken = last?.type === 'progress' && done[0]?.type === 'progress';
    this.#actions = [...(overtaken ? this.#actions.slice(0, -1) : this.#actions), ...done].slice(-MAX_UNSENT);
  }

  /** These are saved. */
  drop(sent: readonly QueueAction[]): void {
    const gone = new Set(sent);
    this.#actions = this.#actions.filter((action) => !gone.has(action));
  }

  redoneOn(base: QueueState): QueueState {
    return this.#actions.reduce(reduceQueue, base);
  }
}

export function changesList(actions: readonly QueueAction[]): boolean {
  return actions.some((action) => action.type !== 'progress');
}

/** An action in words that mean the same on another state: "next" is an entry there, "all of it" a list. */
function pinned(action: QueueAction, before: QueueState, after: QueueState): QueueAction[] {
  const current = currentEntry(after);
  switch (action.type) {
    case 'next':
    case 'previous':
    case 'go-to':
      return current ? [{ type: 'go-to', entryId: current.entryId, entry: current }] : [];
    case 'progress':
      return current ? [{ ...action, entryId: current.entryId }] : [];
    case 'clear': {
      const left = new Set(after.entries);
      const gone = before.entries.filter((entry) => !left.has(entry));
      return [{ type: 'remove', entryIds: gone.map(({ entryId }) => entryId) }];
    }
    default:
      return [action];
  }
}
