interface Done<B> {
  promise: Promise<Done<B>>;
  result: B;
}

/**
 * Works on so many items at once, and gives results as they come: one that is slow holds up nobody. `work` says in its
 * result how it failed; what it throws ends everything.
 */
export async function* unordered<A, B>(
  items: AsyncIterable<A>,
  width: number,
  work: (item: A) => Promise<B>,
): AsyncGenerator<B> {
  const running = new Set<Promise<Done<B>>>();
  const next = async (): Promise<B> => {
    const { promise, result } = await Promise.race(running);
    running.delete(promise);
    return result;
  };
  for await (const item of items) {
    const promise: Promise<Done<B>> = work(item).then((result) => ({ promise, result }));
    running.add(promise);
    if (running.size >= width) yield await next();
  }
  while (running.size > 0) yield await next();
}
