/** So many lists a window remembers. */
const MOST = 8;

/** What was looked at last, by name: on the way back it stands as it was left (UX-10). */
export class Recent<Thing> {
  readonly #things = new Map<string, Thing>();

  /** The one of this name, made where it is not remembered. */
  of(name: string, make: () => Thing): Thing {
    const thing = this.#things.get(name) ?? make();
    this.#things.delete(name);
    this.#things.set(name, thing);
    const [oldest] = this.#things.keys();
    if (this.#things.size > MOST && oldest !== undefined) this.#things.delete(oldest);
    return thing;
  }
}
