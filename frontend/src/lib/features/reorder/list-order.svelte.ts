import type { OrderedItem, Track } from '#lib/api/contract.ts';
import { ApiProblem, reasonOf } from '#lib/api/problem.ts';
import type { Toasts } from '#lib/state/toasts.svelte.ts';
import { moved } from '#lib/ui/reorder.rules.ts';

export interface ListOrderParts {
  /** What the list is called in sentences. */
  name: () => string;
  tracks: () => readonly Track[];
  onorder: (tracks: readonly Track[]) => void;
  /** What the server has to know before it is told an order. */
  ready?: () => Promise<void>;
  /** Stores the order; throws an {@link ApiProblem}. */
  save: (items: OrderedItem[]) => Promise<unknown>;
  /** The list as it stands at the server, after it turned out to be another one. */
  reread: () => Promise<unknown>;
  toasts: Pick<Toasts, 'error' | 'warning' | 'update'>;
}

/** A list that its owner puts in order: at once here, then at the server, with the whole order each time (LST-18). */
export class ListOrder {
  saving = $state(false);
  readonly #parts: ListOrderParts;
  /** As the server has it, while something else is shown. */
  #stored: readonly Track[] | null = null;
  #wanted = false;
  /** The toast that says so, one for all moves. */
  #said = 0;

  constructor(parts: ListOrderParts) {
    this.#parts = parts;
  }

  move(id: string, before: string | null): void {
    const tracks = this.#parts.tracks();
    this.#stored ??= tracks;
    this.#parts.onorder(moved(tracks, id, before, idOf));
  }

  /** One at a time; what was moved meanwhile goes with the next. */
  async save(): Promise<void> {
    this.#wanted = true;
    if (this.saving) return;
    this.saving = true;
    try {
      while (this.#wanted) await this.#saveOnce();
      this.#stored = null;
      const { toasts, name } = this.#parts;
      this.#said = toasts.update(this.#said, `the order of ${name()} is saved`, { kind: 'success' });
    } catch (problem) {
      await this.#takeBack(problem);
    } finally {
      this.saving = false;
    }
  }

  async #saveOnce(): Promise<void> {
    if (this.#parts.ready) await this.#parts.ready();
    this.#wanted = false;
    const tracks = this.#parts.tracks();
    await this.#parts.save(itemsOf(tracks));
    this.#stored = tracks;
  }

  async #takeBack(problem: unknown): Promise<void> {
    const { toasts, name, tracks, onorder, reread } = this.#parts;
    const stored = this.#stored ?? tracks();
    this.#stored = null;
    this.#wanted = false;
    if (problem instanceof ApiProblem && problem.code === 'lists.membership_mismatch') {
      toasts.warning(`${name()} was changed elsewhere. here it is as it stands now; your last move was not kept.`);
      await reread();
      return;
    }
    // what was taken off meanwhile does not come back, and what came stays on top
    const [before, present] = [stored.map(idOf), tracks().map(idOf)];
    onorder([
      ...tracks().filter((track) => !before.includes(idOf(track))),
      ...stored.filter((track) => present.includes(idOf(track))),
    ]);
    toasts.error(`the new order of ${name()} could not be saved. ${reasonOf(problem)}`);
  }
}

export const idOf = ({ id }: Pick<Track, 'id'>): string => String(id);

/** A list as the server takes its order. What is private has no address, so it is named by its number. */
export const itemsOf = (tracks: readonly Track[]): OrderedItem[] =>
  tracks.map(({ id, atproto_record_uri: uri, atproto_record_cid: cid }) => (uri ? { uri, cid } : { track_id: id }));
