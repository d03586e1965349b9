import type { Api } from '../api/client.ts';
import type { Queue } from './queue.svelte.ts';
import type { QueueSync } from './queue-sync.ts';

export interface QueueAccountParts {
  api: Api;
  queue: Queue;
  say: (message: string) => void;
}

/** Coming back to the page asks for news, but not at every glance. */
const GLANCE_MS = 5_000;

/** Lets the queue follow whoever is signed in. Guests cost neither the code nor a call (P-QUEUE-03). */
export class QueueAccount {
  readonly #parts: QueueAccountParts;
  #sync: Promise<QueueSync> | null = null;
  #owner: string | null = null;
  #askedAt = 0;

  constructor(parts: QueueAccountParts) {
    this.#parts = parts;
  }

  get owner(): string | null {
    return this.#owner;
  }

  /** Who listens now; null is a guest, or somebody whose session ended. */
  async become(owner: string | null): Promise<void> {
    this.#owner = owner;
    if (owner === null) return (await this.#sync)?.end();
    this.#sync ??= this.#load();
    const sync = await this.#sync.catch(() => (this.#sync = null));
    if (this.#owner !== owner) return;
    this.#askedAt = Date.now();
    await sync?.begin(owner);
  }

  /** What other tabs or devices did, for someone who looks at the page again. */
  refresh({ now = false } = {}): void {
    if (this.#owner === null || (!now && Date.now() - this.#askedAt < GLANCE_MS)) return;
    this.#askedAt = Date.now();
    void this.#sync?.then((sync) => sync.refresh());
  }

  /** Sends what is not sent yet; within the event that ends the page, as far as it was loaded by then. */
  async flush(): Promise<void> {
    await (await this.#sync)?.flush();
  }

  async #load(): Promise<QueueSync> {
    const [{ QueueSync }, { QueueServer }] = await Promise.all([
      import('./queue-sync.ts'),
      import('./queue-server.ts'),
    ]);
    return new QueueSync({ ...this.#parts, server: new QueueServer(this.#parts.api) });
  }
}
