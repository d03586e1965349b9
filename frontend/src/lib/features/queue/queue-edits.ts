import { Places } from '#lib/features/reorder/places.ts';
import { upNext, type QueueEntry } from '#lib/player/queue.rules.ts';
import type { Queue, QueueRow, QueueSection } from '#lib/state/queue.svelte.ts';
import type { Toasts } from '#lib/state/toasts.svelte.ts';

/** What is taken out of the queue, and how it comes back. */
export class QueueEdits {
  readonly #queue: Queue;
  readonly #toasts: Pick<Toasts, 'success'>;
  readonly #places = new Places<QueueEntry>(({ entryId }) => entryId);

  constructor(queue: Queue, toasts: Pick<Toasts, 'success'>) {
    this.#queue = queue;
    this.#toasts = toasts;
  }

  remove({ entry, track }: QueueRow): void {
    this.#places.note(upNext(this.#queue.state));
    this.#queue.act({ type: 'remove', entryIds: [entry.entryId] });
    this.#say(`removed ${track.title}`, () => this.#putBack([entry]));
  }

  clear({ origin, rows }: QueueSection): void {
    this.#places.note(upNext(this.#queue.state));
    this.#queue.act({ type: 'clear', origin });
    const count = rows.length === 1 ? '1 track' : `${rows.length} tracks`;
    this.#say(`cleared ${count}`, () => this.#putBack(rows.map(({ entry }) => entry)));
  }

  #putBack(entries: readonly QueueEntry[]): void {
    const waiting: readonly QueueEntry[] = upNext(this.#queue.state);
    const order = entries.reduce((list, entry) => this.#places.back(list, entry), waiting);
    this.#queue.act({ type: 'add', entries });
    this.#queue.act({ type: 'arrange', entryIds: order.map(({ entryId }) => entryId) });
  }

  #say(text: string, undo: () => void): void {
    this.#toasts.success(text, { link: { label: 'undo', onselect: undo } });
  }
}
