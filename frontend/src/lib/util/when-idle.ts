/** Work that can wait until the page has nothing better to do. */
export function whenIdle(work: () => void): void {
  // not in every browser
  if ('requestIdleCallback' in window) requestIdleCallback(work, { timeout: 4000 });
  else setTimeout(work, 1000);
}
