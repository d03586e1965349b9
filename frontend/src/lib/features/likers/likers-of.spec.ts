import { expect, test } from 'vitest';
import { createApi } from '#lib/api/client.ts';
import { likersOf } from './likers-of.ts';

const person = (name: string) => ({ did: `did:plc:${name}`, handle: `${name}.test`, display_name: name });
const FIRST = { users: [person('ada'), person('bob')], count: 3, next_cursor: 'c', has_more: true };
/** Bob is there again: somebody liked while the pages were turned. */
const SECOND = { users: [person('bob'), person('cleo')], count: 4, next_cursor: null, has_more: false };

function made(answers: object[]) {
  const asked: (string | null)[] = [];
  const api = createApi({
    baseUrl: 'http://plyr.test',
    fetch: (request) => {
      asked.push(new URL(request.url).searchParams.get('cursor'));
      return Promise.resolve(Response.json(answers.shift()));
    },
  });
  return { list: likersOf({ api }, 7), asked };
}
const names = (list: ReturnType<typeof likersOf>) => list.items.map(({ display_name }) => display_name);

test('LIKE-06: they come page by page, each once, until there are no more', async () => {
  const { list, asked } = made([FIRST, SECOND]);
  await Promise.all([list.more(), list.more()]);
  expect(names(list)).toEqual(['ada', 'bob']);
  await list.more();
  await list.more();
  expect(names(list)).toEqual(['ada', 'bob', 'cleo']);
  expect(asked).toEqual([null, 'c']);
});
