/** Work that can wait until the page has nothing better to do. */
export function whenIdle(work: () => void): void {
  // not in every browser
  if ('requestIdleCallback' in window) requestIdleCallback(work, { timeout: 4000 });
  else setTimeout(work, 1000);
}

/** What shows that somebody is there, wherever on the page it lands. */
const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'scroll'];
const NOBODY_YET_MS = 3_000;

/** Work that nobody misses before they do something: it waits for the first sign of them, though not for long. */
export function whenSomeoneIsThere(work: () => void): void {
  const begin = (): void => {
    clearTimeout(waiting);
    for (const sign of SIGNS) removeEventListener(sign, begin, true);
    // what they do comes first
    whenIdle(work);
  };
  const waiting = setTimeout(begin, NOBODY_YET_MS);
  for (const sign of SIGNS) addEventListener(sign, begin, { capture: true, passive: true });
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
