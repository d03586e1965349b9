import { expect, test } from 'vitest';
import { createApi } from '#lib/api/client.ts';
import { addressOf, pageOfRecord } from './page-of-record.ts';

const DID = 'did:plc:abc';
const URI = `at://${DID}/fm.plyr.track/3k2`;

test.each([
  [URI, URI],
  [URI.replace('at://', 'at:/'), URI],
  [URI.replace('at://', ''), URI],
  ['ada.test/fm.plyr.list/3k2', 'at://ada.test/fm.plyr.list/3k2'],
])('TRK-14: %s is the address %s', (text, uri) => {
  expect(addressOf(text)).toBe(uri);
});

test.each(['', 'at://', 'at://did:plc:abc', 'hello/world.x/1', `${URI}/more`, 'at://did:plc:abc/track/1'])(
  '%j is none',
  (text) => expect(addressOf(text)).toBeNull(),
);

function asking(answer: () => Response) {
  const asked: (string | null)[] = [];
  const api = createApi({
    baseUrl: 'http://plyr.test',
    fetch: ({ url }) => {
      asked.push(new URL(url).searchParams.get('uri'));
      return Promise.resolve(answer());
    },
  });
  return { api, asked };
}

test('TRK-14: the server says which page shows a record', async () => {
  const { api, asked } = asking(() => Response.json({ uri: URI, type: 'track', path: '/track/7' }));
  expect([await pageOfRecord(api, URI.replace('at://', 'at:/')), asked]).toEqual(['/track/7', [URI]]);
});

test('nobody is asked for what is no address', async () => {
  const { api, asked } = asking(() => Response.json({}));
  expect([await pageOfRecord(api, 'hello'), asked]).toEqual([null, []]);
});

test('TRK-15: what is gone, and what is not known, is left to the page of errors', async () => {
  const { api } = asking(() => new Response('{"status":410,"code":"tracks.gone","detail":"gone"}', { status: 410 }));
  await expect(pageOfRecord(api, URI)).rejects.toMatchObject({ status: 410 });
});
