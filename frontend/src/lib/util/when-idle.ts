/** Work that can wait until the page has nothing better to do. */
export function whenIdle(work: () => void): void {
  // not in every browser
  if ('requestIdleCallback' in window) requestIdleCallback(work, { timeout: 4000 });
  else setTimeout(work, 1000);
}

/** Work that can wait until what is there now has been drawn; the answer takes it back. */
export function oncePainted(work: () => void): () => void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => (waiting = setTimeout(work)));
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(waiting);
  };
}
