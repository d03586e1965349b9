/** What the service worker sees of a request. */
export interface Asked {
  method: string;
  url: string;
  mode: string;
  headers: { has(name: string): boolean };
}

/** What belongs to this build, by paths. */
export interface Parts {
  origin: string;
  /** Named by their content: whoever has them needs no other. */
  lasting: ReadonlySet<string>;
  /** May be another tomorrow under the same name. */
  changing: ReadonlySet<string>;
  /** First words of the addresses of pages. */
  pages: ReadonlySet<string>;
}

/**
 * Who answers a request. `null` is everybody else's: the worker stays out of it, as of sound, media, streams of events
 * and every answer of the API (P-SW-01, P-SW-02). What it answers is listed, so that nothing is by mistake.
 */
export function answerOf(asked: Asked, parts: Parts): 'kept-first' | 'network-first' | 'shell' | null {
  const { origin, pathname } = new URL(asked.url);
  if (asked.method !== 'GET' || origin !== parts.origin || asked.headers.has('range')) return null;
  if (parts.lasting.has(pathname)) return 'kept-first';
  if (parts.changing.has(pathname)) return 'network-first';
  const isPage = asked.mode === 'navigate' && parts.pages.has(firstWord(pathname));
  return isPage ? 'shell' : null;
}

/** Of the ids of routes, as `/u/[handle]`, and of addresses alike. */
export function firstWord(path: string): string {
  return path.split('/')[1] ?? '';
}

/** Open tabs still ask for parts of the build before this one; older ones are given back. */
export function outdated(cachesOldestFirst: readonly string[], prefix: string): string[] {
  return cachesOldestFirst.filter((name) => name.startsWith(prefix)).slice(0, -2);
}
