/** A component that is fetched when it is first needed, so that the first page does not carry it. */
export class Lazy<Component> {
  current = $state.raw<Component | null>(null);
  readonly #load: () => Promise<{ default: Component }>;
  #asked = false;

  constructor(load: () => Promise<{ default: Component }>) {
    this.#load = load;
  }

  need = (): void => {
    if (this.#asked) return;
    this.#asked = true;
    this.#load().then(
      (module) => (this.current = module.default),
      // the next need tries again
      () => (this.#asked = false),
    );
  };
}

/** Fingers and narrow windows get a sheet at the bottom where others get a float at the pointer. */
export const prefersSheet = (): boolean => matchMedia('(pointer: coarse), (width < 640px)').matches;
