/** The kinds of records we keep, by their name below the namespace. */
export const COLLECTIONS = ['track', 'like', 'comment', 'list', 'actor.profile'] as const;
export type Collection = (typeof COLLECTIONS)[number];

/** What our schemas are written for; see `lexicons/`. */
export const PRODUCTION_NAMESPACE = 'fm.plyr';

/** `nsidOf('fm.plyr.dev', 'track')` is `fm.plyr.dev.track`. */
export function nsidOf(namespace: string, collection: Collection): string {
  return `${namespace}.${collection}`;
}

/** The collection that an NSID names in this namespace; `undefined` for any other (P-DUAL-12). */
export function collectionOf(namespace: string, nsid: string): Collection | undefined {
  return COLLECTIONS.find((collection) => nsidOf(namespace, collection) === nsid);
}
