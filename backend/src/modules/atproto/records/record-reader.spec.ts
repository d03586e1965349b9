import { expect, jest, test } from '@jest/globals';
import type { Identity } from '../identity/identity.service.js';
import type { Collections } from '../lexicon/collections.js';
import type { Collection } from '../lexicon/collections.rules.js';
import type { GuardedFetch } from '../network/guarded-fetch.js';
import { RecordReader } from './record-reader.js';

const RECORD = { uri: 'at://did:plc:ada/fm.plyr.like/3mabc', cid: 'bafy', value: {} };

/** Reads records from a PDS that names this as the next page, counted from the first. */
function listing(nextOf: (page: number) => string | undefined, collection: Collection = 'like') {
  let pages = 0;
  const asked: string[] = [];
  const fetch = async (url: string) => {
    asked.push(url);
    return Response.json({ records: [RECORD], cursor: nextOf(++pages) });
  };
  const reader = new RecordReader(
    { resolve: async () => ({ pdsUrl: 'https://pds.example' }), forget: async () => false } as unknown as Identity,
    { namespace: 'fm.plyr' } as Collections,
    { fetch } as unknown as GuardedFetch,
  );
  const read = async () => {
    for await (const page of reader.list('did:plc:ada', collection)) void page;
    return pages;
  };
  return { read, asked, pages: () => pages };
}

const ENDLESS = { code: 'network.listing_endless' };

test('a list is read to its end', async () => {
  await expect(listing((page) => (page < 7 ? `${page}` : undefined)).read()).resolves.toBe(7);
});

test('a server that names the same page again is not asked for it', async () => {
  const { read, pages } = listing(() => 'again');
  await expect(read()).rejects.toMatchObject(ENDLESS);
  expect(pages()).toBe(2);
});

test('a server that always has another page is given up', async () => {
  const { read, pages } = listing(String);
  await expect(read()).rejects.toMatchObject(ENDLESS);
  expect(pages()).toBe(1_000);
});

test('a server that takes its time with every page is given up', async () => {
  const started = Date.now();
  const { read, pages } = listing(String);
  const clock = jest.spyOn(Date, 'now').mockImplementation(() => started + pages() * 60_000);
  await expect(read()).rejects.toMatchObject(ENDLESS);
  clock.mockRestore();
  expect(pages()).toBe(15);
});

test.each([
  ['like', 'limit=100'],
  ['list', 'limit=50'],
] as const)(
  'so many %s records are asked for at once that a full answer is not too large',
  async (collection, limit) => {
    const { read, asked } = listing(() => undefined, collection);
    await read();
    expect(asked).toEqual([expect.stringContaining(limit)]);
  },
);
