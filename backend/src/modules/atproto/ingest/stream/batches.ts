export interface BatchOptions {
  /** Most items in one batch; so many are held while one is being worked on, then the source waits. */
  most: number;
  /** An empty batch comes when nothing else came for so long. */
  idleMs: number;
}

/**
 * What a source has given since the last look, in its order: single items while it is calm, many at once while work is
 * slower than the source. Ends, or throws, as the source does, after what came before.
 */
export async function* inBatches<T>(source: AsyncIterable<T>, { most, idleMs }: BatchOptions): AsyncGenerator<T[]> {
  const items: T[] = [];
  let end: { error?: unknown } | undefined;
  const arrival = new Bell();
  const room = new Bell();
  const iterator = source[Symbol.asyncIterator]();
  const pump = async () => {
    for (;;) {
      const next = await iterator.next();
      if (next.done) return;
      items.push(next.value);
      arrival.ring();
      if (items.length >= most) await room.rung();
    }
  };
  pump().then(
    () => ((end = {}), arrival.ring()),
    (error: unknown) => ((end = { error }), arrival.ring()),
  );
  try {
    for (;;) {
      if (items.length === 0 && !end) await arrival.rung(idleMs);
      const batch = items.splice(0);
      room.ring();
      if (batch.length > 0 || !end) yield batch;
      else if ('error' in end) throw end.error;
      else return;
    }
  } finally {
    // Whoever stops reading stops the source.
    room.ring();
    void iterator.return?.(undefined);
  }
}

/** Somebody may wait for it to ring; it remembers one ring that nobody heard. */
class Bell {
  private isRung = false;
  private hear: (() => void) | undefined;

  ring(): void {
    this.isRung = true;
    this.hear?.();
  }

  async rung(patienceMs?: number): Promise<void> {
    if (!this.isRung) {
      const timer = patienceMs === undefined ? undefined : setTimeout(() => this.hear?.(), patienceMs);
      await new Promise<void>((resolve) => (this.hear = resolve));
      clearTimeout(timer);
    }
    this.isRung = false;
    this.hear = undefined;
  }
}

/** As `Promise.all` over the items, with no more than so many at the same time. */
export async function atOnce<T, R>(most: number, items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, worker));
  return results;
}
