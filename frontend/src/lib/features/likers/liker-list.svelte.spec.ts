import { expect, test } from 'vitest';
import { createApi } from '#lib/api/client.ts';
import { LikerList } from './liker-list.svelte.ts';

const person = (name: string) => ({ did: `did:plc:${name}`, handle: `${name}.test`, display_name: name });
const FIRST = { users: [person('ada'), person('bob')], count: 3, next_cursor: 'c', has_more: true };
/** Bob is there again: somebody liked while the pages were turned. */
const SECOND = { users: [person('bob'), person('cleo')], count: 4, next_cursor: null, has_more: false };

function made(answers: (object | null)[]) {
  const asked: (string | null)[] = [];
  const api = createApi({
    baseUrl: 'http://plyr.test',
    fetch: (request) => {
      asked.push(new URL(request.url).searchParams.get('cursor'));
      const answer = answers.shift();
      return Promise.resolve(new Response(JSON.stringify(answer ?? {}), { status: answer ? 200 : 503 }));
    },
  });
  return { list: new LikerList(api, 7), asked };
}
const names = (list: LikerList) => list.people.map(({ display_name }) => display_name);

test('LIKE-06: they come page by page, each once, until there are no more', async () => {
  const { list, asked } = made([FIRST, SECOND]);
  await Promise.all([list.more(), list.more()]);
  expect(names(list)).toEqual(['ada', 'bob']);
  await list.more();
  await list.more();
  expect(names(list)).toEqual(['ada', 'bob', 'cleo']);
  expect(asked).toEqual([null, 'c']);
});

test('after a failure the same page is asked for again', async () => {
  const { list, asked } = made([FIRST, null, SECOND]);
  await list.more();
  await list.more();
  expect(list.problem).toBeInstanceOf(Error);
  expect(names(list)).toEqual(['ada', 'bob']);
  await list.more();
  expect([list.problem, names(list)]).toEqual([null, ['ada', 'bob', 'cleo']]);
  expect(asked).toEqual([null, 'c', 'c']);
});
