interface Entry<T> {
  value: Promise<T>;
  staleAt: number;
}

/**
 * Keeps what many ask for at once (P-DB-07): one load for all who ask while it runs, and its answer for a short time
 * after. A failed load is not kept.
 */
export class FreshCache<T> {
  private readonly entries = new Map<string, Entry<T>>();

  constructor(
    private readonly lifeMs: number,
    private readonly maxEntries: number,
    private readonly now: () => number = Date.now,
  ) {}

  get(key: string, load: () => Promise<T>): Promise<T> {
    const kept = this.entries.get(key);
    if (kept && kept.staleAt > this.now()) return kept.value;
    if (this.entries.size >= this.maxEntries) this.clear();
    const entry = { value: load(), staleAt: this.now() + this.lifeMs };
    this.entries.set(key, entry);
    entry.value.catch(() => {
      if (this.entries.get(key) === entry) this.entries.delete(key);
    });
    return entry.value;
  }

  forget(key: string): void {
    this.entries.delete(key);
  }

  clear(): void {
    this.entries.clear();
  }
}
