/** Where things stood that were taken out of a list and may come back, some of them at the same time. */
export class Places<Item> {
  readonly #key: (item: Item) => unknown;
  /** The list as it would be with all of them in it. */
  #whole: readonly Item[] = [];

  constructor(key: (item: Item) => unknown) {
    this.#key = key;
  }

  /** Something is about to go from this list. */
  note(items: readonly Item[]): void {
    const present = new Set(items.map(this.#key));
    const gone = this.#whole.filter((item) => !present.has(this.#key(item)));
    this.#whole = gone.reduce((list, item) => this.back(list, item), items);
  }

  /** The list with one that was in it again, behind the same neighbour. On top, if nothing is known of it. */
  back(items: readonly Item[], item: Item): readonly Item[] {
    const key = this.#key(item);
    if (items.some((other) => this.#key(other) === key)) return items;
    const keys = this.#whole.map(this.#key);
    const above = new Set(keys.slice(0, Math.max(0, keys.indexOf(key))));
    return items.toSpliced(items.findLastIndex((other) => above.has(this.#key(other))) + 1, 0, item);
  }
}
