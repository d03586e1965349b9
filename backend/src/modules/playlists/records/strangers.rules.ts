import type { ListItem } from './list.record.js';

/**
 * Our items with those between them that another client put into the record and we do not know yet (lexicons, rule 5).
 * Each stands behind the item it stood behind in the record; what was removed from the list does not come back.
 * @param known addresses that are, or once were, items of ours
 */
export function withStrangers(
  ours: readonly ListItem[],
  stored: readonly ListItem[],
  known: ReadonlySet<string>,
): ListItem[] {
  const isOurs = new Set(ours.map(({ uri }) => uri));
  const followers = new Map<string | null, ListItem[]>();
  let behind: string | null = null;
  for (const item of stored) {
    if (isOurs.has(item.uri)) behind = item.uri;
    else if (!known.has(item.uri)) followers.set(behind, [...(followers.get(behind) ?? []), item]);
  }
  return [...(followers.get(null) ?? []), ...ours.flatMap((item) => [item, ...(followers.get(item.uri) ?? [])])];
}
