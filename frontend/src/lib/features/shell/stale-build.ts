const KEY = 'plyr.reloaded-at';
const ONCE_IN_MS = 60_000;

/**
 * P-SW-04: after a deploy an old tab asks for parts that are gone. It loads anew, once, so that a part that is really
 * broken makes no loop; not while music plays, and not without a network, when nothing would come anew.
 */
export function reloadOnStaleBuild(window: Window, isPlaying: () => boolean): void {
  window.addEventListener('vite:preloadError', (event) => {
    if (isPlaying() || !window.navigator.onLine) return;
    try {
      const last = Number(window.sessionStorage.getItem(KEY) ?? 0);
      if (Date.now() - last < ONCE_IN_MS) return;
      window.sessionStorage.setItem(KEY, String(Date.now()));
    } catch {
      return; // without storage nobody could tell a loop
    }
    event.preventDefault();
    window.location.reload();
  });
}
