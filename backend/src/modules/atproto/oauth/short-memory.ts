/** What the OAuth clients of this process learn about servers, for a short time: documents and DPoP nonces. */
export class ShortMemory<V> {
  readonly #kept = new Map<string, { value: V; until: number }>();

  constructor(
    private readonly lifeMs: number,
    private readonly most: number,
  ) {}

  get(key: string): V | undefined {
    const found = this.#kept.get(key);
    return found && found.until > Date.now() ? found.value : undefined;
  }

  set(key: string, value: V): void {
    this.#kept.delete(key);
    const oldest = this.#kept.size < this.most ? undefined : this.#kept.keys().next().value;
    if (oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(key, { value, until: Date.now() + this.lifeMs });
  }

  del(key: string): void {
    this.#kept.delete(key);
  }
}
