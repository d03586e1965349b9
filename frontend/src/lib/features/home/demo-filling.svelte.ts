import { body, type Api } from '#lib/api/client.ts';
import type { Config } from '#lib/api/contract.ts';

const LOOK_EVERY_MS = 4000;

export interface DemoFillingParts {
  api: Api;
  /** What the instance said when the page began. */
  config: () => Promise<Config>;
  /** More of it is there: lists that show it are stale. */
  onmore: () => void;
}

/** How far the demo catalogue of a local instance is; other instances have none, and are asked once. */
export class DemoFilling {
  progress = $state.raw<Config['demo'] | null>(null);
  readonly underWay = $derived(this.progress != null && this.progress.done < this.progress.total);
  readonly #parts: DemoFillingParts;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #watching = false;

  constructor(parts: DemoFillingParts) {
    this.#parts = parts;
  }

  /** Looks until the shelves are full. Returns how to stop. */
  watch(): () => void {
    this.#watching = true;
    void this.#look(this.#parts.config);
    return () => {
      this.#watching = false;
      clearTimeout(this.#timer);
    };
  }

  async #look(ask: () => Promise<Config>): Promise<void> {
    const { demo } = await ask().catch(() => ({ demo: this.progress }));
    if (!this.#watching) return;
    const before = this.progress?.done;
    this.progress = demo ?? null;
    if (before !== undefined && demo && demo.done !== before) this.#parts.onmore();
    if (!this.underWay) return;
    this.#timer = setTimeout(() => void this.#look(() => body(this.#parts.api.GET('/config'))), LOOK_EVERY_MS);
  }
}
