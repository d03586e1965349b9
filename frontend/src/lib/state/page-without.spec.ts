import { expect, test } from 'vitest';
import { createApi } from '../api/client.ts';
import { pageWithout } from './page-without.ts';

const track = (id: number, ...tags: string[]) => ({ id, tags });
const tracks = [track(9, 'ai'), track(8, 'dub'), track(7), track(6, 'dub', 'ai')];

function asking() {
  const asked: string[] = [];
  const api = createApi({
    baseUrl: '/api',
    fetch: ({ url }) => {
      asked.push(new URL(url).search);
      return Promise.resolve(Response.json({ tracks, next_cursor: 'c1', has_more: true }));
    },
  });
  return { api, asked };
}

test('TAG-04: what a guest hides here is left out here, of all that the server has', async () => {
  const { api, asked } = asking();
  const page = await pageWithout(api, ['ai'], { cursor: 'c0', limit: 30 });
  expect([page.tracks.map(({ id }) => id), page.next_cursor]).toEqual([[8, 7], 'c1']);
  expect(asked).toEqual(['?cursor=c0&limit=30&filter_hidden_tags=false']);
});

test('a guest who hides nothing sees all', async () => {
  const { api } = asking();
  expect((await pageWithout(api, [], { cursor: undefined, limit: 30 })).tracks).toHaveLength(4);
});
