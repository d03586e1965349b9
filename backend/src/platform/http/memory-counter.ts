/** More clients than this at once are counted anew; it bounds the memory, not the limit of any one of them for long. */
const MAX_CLIENTS = 50_000;

/** Counts hits in fixed windows, in the memory of the process. */
export class MemoryCounter {
  private readonly windows = new Map<string, { hits: number; endsAt: number }>();

  hit(client: string, windowMs: number, now = Date.now()): { hits: number; msLeft: number } {
    let window = this.windows.get(client);
    if (!window || window.endsAt <= now) {
      if (this.windows.size >= MAX_CLIENTS) this.forget(now);
      window = { hits: 0, endsAt: now + windowMs };
      this.windows.set(client, window);
    }
    window.hits += 1;
    return { hits: window.hits, msLeft: window.endsAt - now };
  }

  private forget(now: number): void {
    for (const [client, window] of this.windows) if (window.endsAt <= now) this.windows.delete(client);
    if (this.windows.size >= MAX_CLIENTS) this.windows.clear();
  }
}
