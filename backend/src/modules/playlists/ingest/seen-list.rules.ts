import { cleanLine } from '../../../common/text.js';
import { believedTime, type SeenRecord } from '../../atproto/index.js';
import type { ItemSubject } from '../playlist-items.repository.js';
import { itemsOf, type ListItem, recordName } from '../records/list.record.js';

/** A list as its record tells of it, in the words and limits of our rows. */
export interface SeenList {
  uri: string;
  did: string;
  rkey: string;
  cid: string;
  rev: string;
  name: string;
  listType: string | null;
  /** Each address once, at its first place. */
  items: ListItem[];
  /** ISO 8601. */
  createdAt: string;
  /** When its items were last changed, as far as it says. */
  updatedAt: string;
}

const UNNAMED = 'untitled';

export function seenList(record: SeenRecord, now: Date): SeenList {
  const { uri, did, rkey, cid, rev, value } = record;
  const createdAt = believedTime(text(value.createdAt) ?? '', record, now);
  const updatedAt = text(value.updatedAt);
  return {
    ...{ uri, did, rkey, cid, rev, createdAt },
    name: recordName(cleanLine(text(value.name) ?? '')) || UNNAMED,
    listType: text(value.listType),
    items: firsts(itemsOf(value)),
    updatedAt: updatedAt === null ? createdAt : believedTime(updatedAt, { rkey: rev, rev }, now),
  };
}

/** The items that name one of these tracks, by the addresses that the record has for them. */
export function namedByRecord(
  items: readonly ListItem[],
  references: ReadonlyMap<string, { id: number }>,
  trackIds: ReadonlySet<number>,
): string[] {
  return items.flatMap(({ uri }) => {
    const track = references.get(uri);
    return track && trackIds.has(track.id) ? [uri] : [];
  });
}

/**
 * What a list names as its record does, and its items as we keep them: tracks once each, at the addresses where they
 * stand today, and what is no track of ours at the address that it has.
 */
export function membersOf(
  { items }: Pick<SeenList, 'items'>,
  references: ReadonlyMap<string, { id: number; uri: string }>,
): { items: ItemSubject[]; members: string[] } {
  const kept = items.map(({ uri, cid }) => {
    const track = references.get(uri);
    return { uri: track?.uri ?? uri, cid, trackId: track?.id ?? null };
  });
  return { items: firsts(kept), members: items.map(({ uri }) => uri) };
}

function firsts<T extends { uri: string }>(items: readonly T[]): T[] {
  const seen = new Set<string>();
  return items.filter(({ uri }) => !seen.has(uri) && seen.add(uri));
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value.toWellFormed() : null;
}
