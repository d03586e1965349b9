import type { Watcher } from './source.js';

interface Dialing {
  /** Which address to call next. */
  address: () => URL;
  /** A host that sends nothing for so long is left. */
  idleTimeoutMs?: number | undefined;
  watcher: Watcher;
  signal: AbortSignal;
}

const LONGEST_WAIT_S = 30;

/** How we stay connected: a lost connection is followed by another, with growing pauses, and the watcher hears of it. */
export function staying({ address, idleTimeoutMs, watcher, signal }: Dialing) {
  let host = '';
  const dial = (): URL => {
    const url = address();
    host = url.host;
    return url;
  };
  const options = {
    signal,
    maxReconnectSeconds: LONGEST_WAIT_S,
    ...(idleTimeoutMs ? { idleTimeoutMs } : {}),
    onConnect: () => watcher.connected(host),
    onReconnect: (error: unknown) => watcher.disconnected(host, error),
  };
  return { dial, options };
}
