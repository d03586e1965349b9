import { tick } from 'svelte';
import { EdgeScroll } from './reorder-scroll.ts';
import { sameSlot, slotAt, slotOf, stepped, type RowPlace, type Slot } from './reorder.rules.ts';

export interface ReorderParts<Group extends string> {
  /** What a row is called, for ears. */
  nameOf: (id: string) => string;
  /** A row takes another place. By keys this happens at each step, by pointer when it is let go. */
  onmove: (id: string, slot: Slot<Group>) => void;
  /** A row was put down somewhere else than it was taken from. */
  onrest?: () => void;
}

/**
 * Rows that change places: drawn by their handle with mouse or finger, or by keys (space takes one up and puts it
 * down, arrows move it, escape puts it back). The element that holds them has {@link list} attached, each row says
 * its id in `data-row` and, where there are several, its group in `data-group`; each has a `ReorderHandle`.
 */
export class Reorder<Group extends string = string> {
  /** The row that is held. */
  id = $state<string | null>(null);
  /** How far it was drawn by a pointer. */
  offsetY = $state(0);
  /** Where a drawn row would land. */
  slot = $state.raw<Slot<Group> | null>(null);
  /** It was taken up by keys. */
  lifted = $state(false);
  /** For a live region. */
  said = $state('');
  readonly #parts: ReorderParts<Group>;
  #root: HTMLElement | null = null;
  #scroll: EdgeScroll | null = null;
  #home: Slot<Group> | null = null;
  #startY = 0;
  #y = 0;
  #stepping = false;

  constructor(parts: ReorderParts<Group>) {
    this.#parts = parts;
  }

  /** An attachment for the element around the rows. */
  list = (root: HTMLElement): (() => void) => {
    this.#root = root;
    return () => {
      this.#drop();
      this.#root = null;
    };
  };

  /** A pointer took hold of a row. */
  draw(id: string, y: number): void {
    if (!this.#root) return;
    this.putDown();
    this.#scroll = new EdgeScroll(this.#root, () => this.#follow());
    [this.id, this.offsetY, this.slot] = [id, 0, null];
    this.#startY = y + this.#scroll.top;
  }

  moveTo(y: number): void {
    if (this.id === null || !this.#scroll) return;
    this.#y = y;
    this.#follow();
    this.#scroll.hold(y);
  }

  /** The pointer let go. */
  release(): void {
    const { id, slot } = this;
    if (id === null || this.lifted) return;
    const before = slotOf(id, this.#rows());
    this.#drop();
    if (!slot || sameSlot(slot, before)) return;
    this.#parts.onmove(id, slot);
    void tick().then(() => this.#sayPlace(id));
    this.#parts.onrest?.();
  }

  /** Space or enter on a handle: takes it up, or puts it down. */
  toggle(id: string): void {
    if (this.lifted && this.id === id) return this.putDown();
    this.putDown();
    [this.id, this.lifted, this.#home] = [id, true, slotOf(id, this.#rows())];
    this.said = `${this.#named(id)}. taken up: arrows move it, space puts it down, escape puts it back`;
  }

  /** An arrow on a handle. A row that was not taken up goes one step and rests there. */
  async step(id: string, by: -1 | 1): Promise<void> {
    const slot = stepped(id, by, this.#rows());
    if (!slot) return;
    await this.#move(id, slot);
    if (!this.lifted) this.#parts.onrest?.();
  }

  /** Where it stands now, it stays. */
  putDown(): void {
    const { id } = this;
    if (id === null || !this.lifted) return;
    const rested = !sameSlot(this.#home, slotOf(id, this.#rows()));
    this.said = `${this.#named(id)}. put down`;
    this.#drop();
    if (rested) this.#parts.onrest?.();
  }

  /** Back to where it was taken from. */
  async cancel(): Promise<void> {
    const { id } = this;
    const home = this.#home;
    const away = this.lifted && id !== null && home && !sameSlot(home, slotOf(id, this.#rows()));
    if (away) await this.#move(id, home);
    if (id !== null && this.lifted) this.said = `${this.#named(id)}. put back`;
    this.#drop();
  }

  /** The focus left a handle. */
  left(id: string): void {
    if (this.id === id && !this.#stepping) this.putDown();
  }

  async #move(id: string, slot: Slot<Group>): Promise<void> {
    // a row that moves in the document loses the focus for a moment
    this.#stepping = true;
    this.#parts.onmove(id, slot);
    await tick();
    this.#handleOf(id)?.focus();
    this.#stepping = false;
    this.#sayPlace(id);
  }

  #follow(): void {
    this.offsetY = this.#y + (this.#scroll?.top ?? 0) - this.#startY;
    this.slot = slotAt(
      this.#y,
      this.#rows().filter(({ id }) => id !== this.id),
    );
  }

  #drop(): void {
    this.#scroll?.stop();
    [this.id, this.slot, this.offsetY, this.lifted] = [null, null, 0, false];
    this.#scroll = this.#home = null;
  }

  #sayPlace(id: string): void {
    this.said = this.#named(id);
  }

  #named(id: string): string {
    const rows = this.#rows();
    return `${this.#parts.nameOf(id)}, place ${rows.findIndex((row) => row.id === id) + 1} of ${rows.length}`;
  }

  #handleOf(id: string): HTMLElement | null {
    return this.#root?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"] [data-handle]`) ?? null;
  }

  #rows(): RowPlace<Group>[] {
    return [...(this.#root?.querySelectorAll<HTMLElement>('[data-row]') ?? [])].map((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      // what the groups are called, the rows of this list say
      return { id: row.dataset.row ?? '', group: (row.dataset.group ?? '') as Group, top, bottom };
    });
  }
}
