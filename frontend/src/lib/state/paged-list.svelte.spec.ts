import { expect, test } from 'vitest';
import { PagedList, type ListPage } from './paged-list.svelte.ts';

type Item = { id: number };
const page = (ids: number[], next_cursor: string | null = null): ListPage<Item> => ({
  items: ids.map((id) => ({ id })),
  next_cursor,
  has_more: next_cursor !== null,
});

function listOf(pages: Record<string, ListPage<Item> | Error>) {
  const asked: string[] = [];
  const list = new PagedList<Item>({
    page: (cursor = 'first') => {
      asked.push(cursor);
      const found = pages[cursor]!;
      return found instanceof Error ? Promise.reject(found) : Promise.resolve(found);
    },
    key: ({ id }) => id,
  });
  return { list, asked, pages };
}
const ids = (list: PagedList<Item>) => list.items.map(({ id }) => id);

test('GEN-04: one page after the other until there is no more, and what moved between them is shown once', async () => {
  const { list, asked } = listOf({ first: page([9, 8], 'c1'), c1: page([8, 7]) });
  await list.more();
  expect([list.known, list.hasMore]).toEqual([true, true]);
  await list.more();
  await list.more();
  expect([ids(list), asked, list.hasMore]).toEqual([[9, 8, 7], ['first', 'c1'], false]);
});

test('two calls at the end of the page ask once', async () => {
  const { list, asked } = listOf({ first: page([9]) });
  await Promise.all([list.more(), list.more()]);
  expect(asked).toEqual(['first']);
});

test('a page that does not come leaves what is there, and is asked for again', async () => {
  const { list, asked, pages } = listOf({ first: page([9], 'c1'), c1: new Error('no answer') });
  await list.more();
  await list.more();
  expect([ids(list), list.known]).toEqual([[9], true]);
  expect(list.problem).toMatchObject({ message: 'no answer' });
  pages.c1 = page([8]);
  await list.retry();
  expect([ids(list), list.problem, asked]).toEqual([[9, 8], null, ['first', 'c1', 'c1']]);
});

test('nothing is known when even the first did not come: that is no empty list', async () => {
  const { list } = listOf({ first: new Error('no answer') });
  await list.more();
  expect([list.known, list.problem !== null]).toEqual([false, true]);
});

test('all that is left is read in turn, beginning with the page that is on its way', async () => {
  const { list, asked } = listOf({ first: page([9], 'c1'), c1: page([8], 'c2'), c2: page([7]) });
  void list.more();
  await list.rest();
  expect([ids(list), asked]).toEqual([
    [9, 8, 7],
    ['first', 'c1', 'c2'],
  ]);
});

test('a page that does not come ends the reading of what is left', async () => {
  const { list, asked } = listOf({ first: page([9], 'c1'), c1: new Error('no answer') });
  await list.rest();
  expect([ids(list), asked]).toEqual([[9], ['first', 'c1']]);
});

test('UX-10: read anew it begins from the start, shows what it had until then, and can be tried again', async () => {
  const { list, pages } = listOf({ first: page([9, 8], 'c1'), c1: page([7]) });
  await list.more();
  await list.more();
  pages.first = new Error('offline');
  await list.refresh();
  expect([ids(list), list.problem !== null]).toEqual([[9, 8, 7], true]);
  pages.first = page([10], 'c1');
  await list.retry();
  expect([ids(list), list.hasMore]).toEqual([[10], true]);
});
