/** A value in `localStorage`. Storage may be missing, full or forbidden: then it lives as long as the page. */
export class Kept<Value> {
  readonly #storage: Pick<Storage, 'getItem' | 'setItem'> | null;
  readonly #key: string;
  readonly #read: (stored: unknown) => Value;

  /** `read` makes a value of whatever is stored, also of nothing and of what an older version wrote. */
  constructor(storage: Pick<Storage, 'getItem' | 'setItem'> | null, key: string, read: (stored: unknown) => Value) {
    this.#storage = storage;
    this.#key = key;
    this.#read = read;
  }

  get(): Value {
    try {
      return this.#read(JSON.parse(this.#storage?.getItem(this.#key) ?? 'null'));
    } catch {
      return this.#read(null);
    }
  }

  set(value: Value): void {
    try {
      this.#storage?.setItem(this.#key, JSON.stringify(value));
    } catch {
      // nothing to be done, and nothing is lost but the memory of it
    }
  }
}
