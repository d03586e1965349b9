import { cleanLine } from '../../../common/text.js';
import { believedTime, type SeenRecord } from '../../atproto/index.js';
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

function firsts(items: readonly ListItem[]): ListItem[] {
  const seen = new Set<string>();
  return items.filter(({ uri }) => !seen.has(uri) && seen.add(uri));
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value.toWellFormed() : null;
}
