import { describe, expect, test } from 'vitest';
import { createApi } from '#lib/api/client.ts';
import type { App } from '#lib/state/app.svelte.ts';
import { addressOf, pageOfRecord } from './page-of-record.ts';

const DID = 'did:plc:abc';
const of = (collection: string) => `at://${DID}/${collection}/3k2`;

test.each([
  [of('fm.plyr.track')],
  [of('fm.plyr.track').replace('at://', 'at:/')],
  [of('fm.plyr.track').replace('at://', '')],
])('TRK-14: %s is an address', (text) => {
  expect(addressOf(text)).toEqual({ uri: of('fm.plyr.track'), did: DID, collection: 'fm.plyr.track' });
});

test.each([
  '',
  'at://',
  'at://did:plc:abc',
  'hello/world.x/1',
  `${of('fm.plyr.track')}/more`,
  'at://did:plc:abc/track/1',
])('%j is none', (text) => {
  expect(addressOf(text)).toBeNull();
});

describe('TRK-14: the page of a record', () => {
  const answers: Record<string, object> = {
    '/tracks/by-uri': { id: 7 },
    [`/artists/${encodeURIComponent(DID)}`]: { handle: 'ada.test' },
    [`/lists/playlists/by-artist/${encodeURIComponent(DID)}`]: [{ id: 'p1', atproto_record_uri: of('fm.plyr.list') }],
  };
  const app = {
    api: createApi({
      baseUrl: 'http://plyr.test',
      fetch: ({ url }) => {
        const answer = answers[new URL(url).pathname] ?? answers[decodeURIComponent(new URL(url).pathname)];
        const missing = { status: 404, code: 'missing', detail: 'not found' };
        return Promise.resolve(new Response(JSON.stringify(answer ?? missing), { status: answer ? 200 : 404 }));
      },
    }),
    session: { ready: Promise.resolve(), me: null },
  } as unknown as App;

  test.each([
    ['fm.plyr.track', '/track/7'],
    ['fm.plyr.dev.track', '/track/7'],
    ['fm.plyr.actor.profile', '/u/ada.test'],
    ['fm.plyr.list', '/playlist/p1'],
    ['app.bsky.feed.post', null],
  ])('%s', async (collection, page) => {
    expect(await pageOfRecord(app, of(collection))).toBe(page);
  });

  test('of one that is not known is none', async () => {
    expect(await pageOfRecord(app, of('fm.plyr.actor.profile').replace(DID, 'did:plc:nobody'))).toBeNull();
  });
});
