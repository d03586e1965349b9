/** Which page of the client an address names. */
export type PageAddress =
  | { kind: 'site' | 'unknown' }
  | { kind: 'track' | 'playlist'; id: string }
  | { kind: 'artist' | 'liked'; handle: string }
  | { kind: 'album'; handle: string; slug: string }
  | { kind: 'tag'; name: string }
  | { kind: 'record'; uri: string };

/** Pages about somebody's own things, and forms: they say what the whole site says. */
const SITE_PAGES = /^\/(login|profile\/setup|portal|settings|upload|library|liked|embed\/.*|kit)?$/;

/** The page at a path; what no page has is `unknown`. The one list of pages with heads of their own (EMB-05, P-UI-02). */
export function pageAddress(path: string): PageAddress {
  const [, first, ...rest] = path.split('/');
  // Names of tags and addresses of records hold slashes, escaped or not.
  const tail = decoded(rest.join('/'));
  if (first === 'tag' && tail) return { kind: 'tag', name: tail };
  if (first === 'at' && tail) return { kind: 'record', uri: tail.replace(/^at:\/*/, 'at://') };
  const [one, two, three] = rest.map(decoded);
  if (rest.length === 1 && one) {
    if (first === 'track' || first === 'playlist') return { kind: first, id: one };
    if (first === 'u') return { kind: 'artist', handle: one };
    if (first === 'liked') return { kind: 'liked', handle: one };
  }
  if (first === 'u' && one && two === 'liked' && rest.length === 2) return { kind: 'liked', handle: one };
  if (first === 'u' && one && two === 'album' && three && rest.length === 3)
    return { kind: 'album', handle: one, slug: three };
  return { kind: SITE_PAGES.test(path) ? 'site' : 'unknown' };
}

/** A thing that has a page of its own. `name` is the rest of its path. */
export type ShownPage =
  { type: 'track' | 'playlist' | 'liked' | 'artist'; name: string } | { type: 'album'; handle: string; slug: string };

/** The path of the page that shows a thing. */
export function pathOfPage(page: ShownPage): string {
  if (page.type === 'album') return `/u/${page.handle}/album/${encodeURIComponent(page.slug)}`;
  return `/${page.type === 'artist' ? 'u' : page.type}/${page.name}`;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
