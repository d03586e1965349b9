import { expect, jest, test } from '@jest/globals';
import type { PinoLogger } from 'nestjs-pino';
import { Settings } from '../../../platform/config/index.js';
import { Avatars, type GuardedFetch } from '../../atproto/index.js';
import { AppviewActors } from './appview-actors.js';

const AVATAR = 'https://cdn.bsky.app/img/avatar/plain/did:plc:abcdefghijklmnopqrstuvwx/bafkreiabc2@jpeg';
const ada = { did: 'did:plc:ada', handle: 'ada.example', displayName: ' Ada ', avatar: AVATAR };

function appview(answer: () => Promise<Response>, settings: Partial<Settings> = {}) {
  const fetch = jest.fn<GuardedFetch['fetch']>(answer);
  const own = { appEnv: 'production', atprotoAppviewUrl: 'https://appview.example', ...settings } as Settings;
  const log = { info: () => undefined } as unknown as PinoLogger;
  return {
    fetch,
    actors: new AppviewActors(own, { fetch } as unknown as GuardedFetch, new Avatars(new Settings()), log),
  };
}

test('SRCH-05: whom the AppView knows, read with care, and asked once a minute', async () => {
  const odd = [
    { did: 5, handle: 'x' },
    { did: 'did:plc:bob', handle: 'bob.example', avatar: 'https://example.com/who-looks.png' },
    {},
  ];
  const { fetch, actors } = appview(() => Promise.resolve(Response.json({ actors: [ada, ...odd] })));
  const found = await actors.startingWith('ad', 5);
  expect(found).toEqual([
    { did: 'did:plc:ada', handle: 'ada.example', display_name: 'Ada', avatar_url: AVATAR },
    { did: 'did:plc:bob', handle: 'bob.example', display_name: null, avatar_url: null },
  ]);
  expect(await actors.startingWith('AD', 5)).toEqual(found);
  expect(fetch).toHaveBeenCalledTimes(1);
  expect(fetch).toHaveBeenCalledWith(expect.stringContaining('searchActorsTypeahead?q=ad&limit=5'), expect.anything());
});

test.each([
  ['is away', () => Promise.reject(new Error('no route'))],
  ['is broken', () => Promise.resolve(new Response('', { status: 502 }))],
  ['speaks nonsense', () => Promise.resolve(new Response('<html>'))],
])('SRCH-05: when it %s nobody is found, and it is left alone for a while', async (_, answer) => {
  const { fetch, actors } = appview(answer);
  expect(await actors.startingWith('ad', 5)).toEqual([]);
  expect(await actors.startingWith('ada', 5)).toEqual([]);
  expect(fetch).toHaveBeenCalledTimes(1);
});

test('the local network asks nobody outside', async () => {
  const { fetch, actors } = appview(() => Promise.resolve(Response.json({ actors: [ada] })), {
    devPdsUrl: 'http://127.0.0.1:2583',
  });
  expect(await actors.startingWith('ad', 5)).toEqual([]);
  expect(fetch).not.toHaveBeenCalled();
});
