/** An item as the list holds it. */
interface Present {
  uri: string;
  /** Null when it is no known track. */
  track_id: number | null;
}

/** An item as an order names it: by its track, or by its address. */
interface Named {
  uri?: string;
  track_id?: number;
}

/**
 * The present items in the order that is asked for, or null when that names other items than it must (LST-18).
 * @param scopes sets of present items that an order may be about, each in its present order; those outside keep their
 *   places in the whole
 */
export function rearranged<T extends Present>(
  present: readonly T[],
  order: readonly Named[],
  scopes: readonly (readonly T[])[],
): T[] | null {
  const ofTrack = new Map(present.map(({ track_id, uri }) => [track_id, uri]));
  const wanted = new Set(order.map(({ track_id, uri }) => (track_id ? ofTrack.get(track_id) : uri)));
  if (wanted.size !== order.length) return null;
  const scope = scopes.find((items) => items.length === wanted.size && items.every(({ uri }) => wanted.has(uri)));
  if (!scope) return null;
  const byUri = new Map(scope.map((item) => [item.uri, item]));
  const next = wanted.values();
  return present.map((item) => (byUri.has(item.uri) ? byUri.get(next.next().value ?? '') : undefined) ?? item);
}
