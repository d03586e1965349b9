import type { Config } from '#lib/api/contract.ts';

const LOOK_EVERY_MS = 4000;

export interface DemoFillingParts {
  /** What the instance says of itself. */
  config: () => Promise<Pick<Config, 'demo'>>;
  /** More of it is there: lists that show it are stale. */
  ongrow: () => void;
}

/** How far the demo catalogue of a local instance is; other instances have none, and are asked once. */
export class DemoFilling {
  #progress = $state.raw<Config['demo'] | null>(null);
  readonly done = $derived(this.#progress?.done ?? 0);
  readonly total = $derived(this.#progress?.total ?? 0);
  readonly running = $derived(this.done < this.total);
  readonly #parts: DemoFillingParts;

  constructor(parts: DemoFillingParts) {
    this.#parts = parts;
  }

  /** Looks until the shelves are full. Returns how to stop. */
  watch(): () => void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stopped = false;
    const look = async (): Promise<void> => {
      await this.#look();
      if (this.running && !stopped) timer = setTimeout(() => void look(), LOOK_EVERY_MS);
    };
    void look();
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }

  async #look(): Promise<void> {
    try {
      const { demo } = await this.#parts.config();
      const grown = this.#progress && demo && demo.done !== this.#progress.done;
      this.#progress = demo ?? null;
      if (grown) this.#parts.ongrow();
    } catch {
      // it is asked again
    }
  }
}
