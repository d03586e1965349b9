import { upNext, type QueueEntry } from '#lib/player/queue.rules.ts';
import type { Queue, QueueRow, QueueSection } from '#lib/state/queue.svelte.ts';
import type { Toasts } from '#lib/state/toasts.svelte.ts';

/** What is taken out of the queue, and how it comes back. */
export class QueueEdits {
  readonly #queue: Queue;
  readonly #toasts: Pick<Toasts, 'success'>;

  constructor(queue: Queue, toasts: Pick<Toasts, 'success'>) {
    this.#queue = queue;
    this.#toasts = toasts;
  }

  remove({ entry, track }: QueueRow): void {
    const rows = this.#queue.sections.find(({ origin }) => origin === entry.origin)?.rows ?? [];
    const behind = rows[rows.findIndex((row) => row.entry.entryId === entry.entryId) + 1]?.entry;
    this.#queue.act({ type: 'remove', entryIds: [entry.entryId] });
    this.#say(`removed ${track.title}`, () => this.#putBack([entry], behind));
  }

  clear({ origin, rows }: QueueSection): void {
    this.#queue.act({ type: 'clear', origin });
    const count = rows.length === 1 ? '1 track' : `${rows.length} tracks`;
    this.#say(`cleared ${count}`, () => this.#putBack(rows.map(({ entry }) => entry)));
  }

  /** Before the one they stood before, or at the end of their section. */
  #putBack(entries: readonly QueueEntry[], behind?: QueueEntry): void {
    const waiting = upNext(this.#queue.state);
    const at = waiting.findIndex(({ entryId }) => entryId === behind?.entryId);
    const order = waiting.toSpliced(at === -1 ? waiting.length : at, 0, ...entries);
    this.#queue.act({ type: 'add', entries });
    this.#queue.act({ type: 'arrange', entryIds: order.map(({ entryId }) => entryId) });
  }

  #say(text: string, undo: () => void): void {
    this.#toasts.success(text, { link: { label: 'undo', onselect: undo } });
  }
}
