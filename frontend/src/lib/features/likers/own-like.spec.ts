import { expect, test } from 'vitest';
import { createApi } from '#lib/api/client.ts';
import type { Track } from '#lib/api/contract.ts';
import { Toasts } from '#lib/state/toasts.svelte.ts';
import { OwnLike } from './own-like.svelte.ts';

const settle = () => new Promise((resolve) => setTimeout(resolve));

/** The list said `before` of the like; the server says `answers` one after the other, then cannot be reached. */
function made(before: boolean | undefined, ...answers: boolean[]) {
  const asked: string[] = [];
  const api = createApi({
    baseUrl: 'http://plyr.test',
    fetch: ({ method, url }) => {
      asked.push(`${method} ${new URL(url).pathname}`);
      if (method === 'POST') return Promise.resolve(Response.json({ retried: 1 }));
      const failed = answers.shift();
      const track = { id: 7, ...(failed && { like_failed: true }) };
      return failed === undefined ? Promise.reject(new Error('offline')) : Promise.resolve(Response.json(track));
    },
  });
  return { like: new OwnLike({ api, toasts: new Toasts() }, { id: 7, like_failed: before } as Track), asked };
}

test('CON-10: nothing is asked of a like that is well', async () => {
  const { like, asked } = made(undefined);
  await settle();
  expect([like.failed, asked]).toEqual([false, []]);
});

test('CON-10: a list may be behind; where nobody can say, it is believed', async () => {
  const [now, before, unknown] = [made(true, true), made(true, false), made(true)];
  await settle();
  expect([now.like.failed, before.like.failed, unknown.like.failed]).toEqual([true, false, true]);
});

test('CON-10: another try ends it', async () => {
  const { like, asked } = made(true, true, false);
  await settle();
  await like.pds.retry();
  expect([like.failed, asked]).toEqual([false, ['GET /tracks/7', 'POST /account/sync/retry', 'GET /tracks/7']]);
});
