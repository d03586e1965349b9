import { expect, test } from '@jest/globals';
import { itemsOf, listRecord, recordName } from './list.record.js';

const facts = {
  name: 'road songs',
  listType: 'playlist' as const,
  items: [{ uri: 'at://did:plc:a/fm.plyr.track/3l', cid: 'bafy' }],
  createdAt: new Date('2026-11-21T10:00:00Z'),
  updatedAt: new Date('2026-11-22T10:00:00Z'),
};

test('LST-01: a list names its items by strong references, in order', () => {
  expect(listRecord(facts)).toEqual({
    $type: 'fm.plyr.list',
    name: 'road songs',
    listType: 'playlist',
    items: [{ subject: facts.items[0] }],
    createdAt: '2026-11-21T10:00:00.000Z',
    updatedAt: '2026-11-22T10:00:00.000Z',
  });
});

test('LST-19: a record holds 500 items', () => {
  const items = Array.from({ length: 501 }, (_, n) => ({ uri: `at://did:plc:a/fm.plyr.track/${n}`, cid: 'bafy' }));
  expect(itemsOf(listRecord({ ...facts, items }) as Record<string, unknown>)).toEqual(items.slice(0, 500));
});

test('a name that is too long for a record is cut between letters', () => {
  expect(recordName('x'.repeat(70))).toBe('x'.repeat(64));
  expect(recordName('👩‍👩‍👧‍👦'.repeat(20))).toBe('👩‍👩‍👧‍👦'.repeat(10));
  expect(recordName('short')).toBe('short');
});

test.each([undefined, {}, { items: 'no' }, { items: [null, {}, { subject: { uri: 7 } }] }])(
  'what is no item is none: %j',
  (record) => {
    expect(itemsOf(record)).toEqual([]);
  },
);
