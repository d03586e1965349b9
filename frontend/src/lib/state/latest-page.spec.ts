import { expect, test } from 'vitest';
import { createApi } from '../api/client.ts';
import { latestPage } from './latest-page.ts';

const track = (id: number, ...tags: string[]) => ({ id, tags });
const PAGES: Record<string, object> = {
  first: { tracks: [track(9, 'ai'), track(8, 'ai', 'dub')], next_cursor: 'c1', has_more: true },
  c1: { tracks: [track(7, 'dub'), track(6, 'ai')], next_cursor: 'c2', has_more: true },
  c2: { tracks: [track(5, 'ai')], next_cursor: null, has_more: false },
};

function asking() {
  const asked: string[] = [];
  const api = createApi({
    baseUrl: '/api',
    fetch: ({ url }) => {
      const { searchParams } = new URL(url);
      asked.push(
        `${searchParams.get('cursor') ?? 'first'} ${searchParams.get('filter_hidden_tags') ?? 'as the server says'}`,
      );
      return Promise.resolve(new Response(JSON.stringify(PAGES[searchParams.get('cursor') ?? 'first'])));
    },
  });
  return { api, asked };
}

test('TAG-04: what is usual, and what accounts hide, the server leaves out', async () => {
  const { api, asked } = asking();
  const { tracks } = await latestPage(api, null);
  expect([tracks.map(({ id }) => id), asked]).toEqual([[9, 8], ['first as the server says']]);
});

test('TAG-04: what a guest hides here is left out here, and a page that is empty then leads on', async () => {
  const { api, asked } = asking();
  const page = await latestPage(api, ['ai']);
  expect([page.tracks.map(({ id }) => id), page.next_cursor]).toEqual([[7], 'c2']);
  expect(asked).toEqual(['first false', 'c1 false']);
});

test('a guest who hides nothing sees all; at the end there may be nothing left', async () => {
  const { api } = asking();
  expect((await latestPage(api, [])).tracks).toHaveLength(2);
  expect(await latestPage(api, ['ai'], 'c2')).toMatchObject({ tracks: [], has_more: false });
});
