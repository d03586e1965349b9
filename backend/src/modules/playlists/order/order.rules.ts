/**
 * The present items in the order that is asked for, or null when that names other items than it must (LST-18).
 * @param scopes sets of present items that an order may be about, each in its present order; those outside keep their
 *   places in the whole
 */
export function rearranged<T extends { uri: string }>(
  present: readonly T[],
  order: readonly { uri: string }[],
  scopes: readonly (readonly T[])[],
): T[] | null {
  const wanted = new Set(order.map(({ uri }) => uri));
  if (wanted.size !== order.length) return null;
  const scope = scopes.find((items) => items.length === wanted.size && items.every(({ uri }) => wanted.has(uri)));
  if (!scope) return null;
  const byUri = new Map(scope.map((item) => [item.uri, item]));
  const next = wanted.values();
  return present.map((item) => (byUri.has(item.uri) ? byUri.get(next.next().value ?? '') : undefined) ?? item);
}
