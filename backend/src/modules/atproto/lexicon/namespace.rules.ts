import { COLLECTIONS, nsidOf } from './collections.rules.js';

/**
 * The record with the ids of our schemas moved from one namespace to another, at every depth: `$type` of the record and
 * of what lies in it (`fm.plyr.track#featuredArtist`). Everything else stays, as do ids of other people's schemas.
 */
export function inNamespace<T>(value: T, from: string, to: string): T {
  if (from === to) return value;
  return moved(value, (id) => {
    const collection = COLLECTIONS.find((name) => id === nsidOf(from, name) || id.startsWith(`${nsidOf(from, name)}#`));
    return collection ? `${to}${id.slice(from.length)}` : id;
  }) as T;
}

function moved(value: unknown, rename: (id: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => moved(item, rename));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]: [string, unknown]) => [
      key,
      key === '$type' && typeof inner === 'string' ? rename(inner) : moved(inner, rename),
    ]),
  );
}
