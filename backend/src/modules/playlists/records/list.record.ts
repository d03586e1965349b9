import type { RecordOf } from '../../atproto/index.js';

/** A strong reference, as items of lists hold it. */
export interface ListItem {
  uri: string;
  cid: string;
}

export type ListType = 'album' | 'playlist' | 'liked';

export interface ListFacts {
  name: string;
  listType: ListType;
  items: readonly ListItem[];
  createdAt: Date;
  updatedAt: Date;
}

/** What a record can hold (LST-19). */
export const LONGEST_LIST = 500;
const LONGEST_NAME = { graphemes: 64, bytes: 256 };
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The record of a list (spec: `{ns}.list`); the order of its items is the order of display. */
export function listRecord({ name, listType, items, createdAt, updatedAt }: ListFacts): object {
  return {
    $type: 'fm.plyr.list',
    name: recordName(name),
    listType,
    items: items.slice(0, LONGEST_LIST).map(({ uri, cid }) => ({ subject: { uri, cid } })),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

/** A name as far as a record can hold it: rows have room for longer ones. */
export function recordName(name: string): string {
  let kept = '';
  let count = 0;
  for (const { segment } of graphemes.segment(name)) {
    if (++count > LONGEST_NAME.graphemes || Buffer.byteLength(kept + segment) > LONGEST_NAME.bytes) break;
    kept += segment;
  }
  return kept.trimEnd();
}

/** The items of a record that other clients may have written, as far as they are strong references. */
export function itemsOf(record: Partial<RecordOf['list']> | Record<string, unknown> | undefined): ListItem[] {
  const items: unknown = record?.items;
  if (!Array.isArray(items)) return [];
  return items.flatMap((item: { subject?: Partial<ListItem> } | null) => {
    const { uri, cid } = item?.subject ?? {};
    return typeof uri === 'string' && typeof cid === 'string' ? [{ uri, cid }] : [];
  });
}
