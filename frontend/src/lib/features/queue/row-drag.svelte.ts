import { slotAt, type RowPlace, type Slot } from './drag.rules.ts';

/** This near to an edge of the list, it scrolls. */
const EDGE_PX = 56;
const SCROLL_PX = 10;

export interface RowDragParts {
  /** The rows that may change places, as they stand now. */
  rows: () => RowPlace[];
  /** What scrolls. */
  list: () => HTMLElement | null;
  ondrop: (entryId: string, slot: Slot) => void;
}

/** A row drawn by its handle: it follows the pointer, and the place it would take is known. */
export class RowDrag {
  entryId = $state<string | null>(null);
  offsetY = $state(0);
  slot = $state.raw<Slot | null>(null);
  readonly #parts: RowDragParts;
  #startY = 0;

  constructor(parts: RowDragParts) {
    this.#parts = parts;
  }

  start(entryId: string, y: number): void {
    this.entryId = entryId;
    this.offsetY = 0;
    this.#startY = y + this.#scrolled;
  }

  move(y: number): void {
    if (this.entryId === null) return;
    this.#scrollNear(y);
    this.offsetY = y + this.#scrolled - this.#startY;
    this.slot = slotAt(
      y,
      this.#parts.rows().filter((row) => row.entryId !== this.entryId),
    );
  }

  drop(): void {
    const { entryId, slot } = this;
    this.cancel();
    if (entryId !== null && slot) this.#parts.ondrop(entryId, slot);
  }

  cancel(): void {
    this.entryId = null;
    this.slot = null;
    this.offsetY = 0;
  }

  get #scrolled(): number {
    return this.#parts.list()?.scrollTop ?? 0;
  }

  #scrollNear(y: number): void {
    const list = this.#parts.list();
    if (!list) return;
    const { top, bottom } = list.getBoundingClientRect();
    if (y < top + EDGE_PX) list.scrollTop -= SCROLL_PX;
    else if (y > bottom - EDGE_PX) list.scrollTop += SCROLL_PX;
  }
}
