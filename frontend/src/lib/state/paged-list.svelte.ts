export interface ListPage<Item> {
  items: readonly Item[];
  next_cursor: string | null;
  has_more: boolean;
}

export interface PagedListParts<Item> {
  /** One page; the first without a cursor. */
  page: (cursor?: string) => Promise<ListPage<Item>>;
  /** What tells one from another: pages may overlap when something moved meanwhile. */
  key: (item: Item) => string | number;
}

/** A list that grows downward, page by page (GEN-04). */
export class PagedList<Item> {
  items = $state.raw<readonly Item[]>([]);
  /** The first page is here: what is shown, or that there is nothing, is true. */
  known = $state(false);
  hasMore = $state(true);
  loading = $state(false);
  /** Why the last page did not come. */
  problem = $state.raw<unknown>(null);
  /** Goes up with every page that came: who waits at the end asks again. */
  pages = $state(0);
  #cursor: string | undefined;
  /** Answers to older questions are dropped. */
  #asked = 0;
  /** Settles when what was asked last is here. */
  #reading: Promise<void> = Promise.resolve();
  readonly #parts: PagedListParts<Item>;

  constructor(parts: PagedListParts<Item>) {
    this.#parts = parts;
  }

  get shown(): number {
    return this.items.length;
  }

  /** The next page; while one is on its way, that one. After a failure the same again. */
  more(): Promise<void> {
    if (this.loading || (!this.hasMore && !this.problem)) return this.#reading;
    return (this.#reading = this.#read());
  }

  /** From the beginning; what is shown stays until that is here. */
  refresh(): Promise<void> {
    this.#cursor = undefined;
    return (this.#reading = this.#read());
  }

  /** All that is left, until there is no more or a page does not come. */
  async rest(): Promise<void> {
    do await this.more();
    while (this.hasMore && !this.problem);
  }

  retry(): Promise<void> {
    return this.more();
  }

  async #read(): Promise<void> {
    this.loading = true;
    this.problem = null;
    const { page, key } = this.#parts;
    const cursor = this.#cursor;
    const asked = ++this.#asked;
    try {
      const { items, next_cursor, has_more } = await page(cursor);
      if (asked !== this.#asked) return;
      const above = cursor === undefined ? [] : this.items;
      const known = above.map(key);
      this.items = [...above, ...items.filter((item) => !known.includes(key(item)))];
      this.#cursor = next_cursor ?? undefined;
      this.hasMore = has_more && next_cursor !== null;
      this.known = true;
      this.pages += 1;
    } catch (problem) {
      if (asked === this.#asked) this.problem = problem;
    } finally {
      if (asked === this.#asked) this.loading = false;
    }
  }
}
