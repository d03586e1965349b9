import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Found } from '#lib/api/contract.ts';
import { keptIn } from '#lib/util/kept.ts';
import { RecentSearches } from './recent.ts';
import { PAUSE_MS, Search } from './search.svelte.ts';

vi.mock('$app/paths', () => ({ resolve: (route: string) => route }));

const tag = (id: number, name: string): Found => ({ type: 'tag', relevance: 1, id, name, track_count: 1 });

/** A search whose answers are given by hand. */
function made({ owner = null as string | null } = {}) {
  const asked: { text: string; signal: AbortSignal; answer: (found: Found[]) => void; fail: (why: Error) => void }[] =
    [];
  const recent = new RecentSearches(
    keptIn(() => localStorage),
    () => owner,
  );
  const search = new Search({
    recent,
    find: (text, signal) =>
      new Promise((answer, fail) => {
        asked.push({ text, signal, answer, fail });
      }),
  });
  return { search, asked, recent };
}
const titles = (search: Search): string[] => search.lines.map(({ title }) => title);
const pause = () => vi.advanceTimersByTimeAsync(PAUSE_MS);
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
});
afterEach(() => vi.useRealTimers());

test('SRCH-03: the server is asked once, when typing pauses', async () => {
  const { search, asked } = made();
  search.text = 'la';
  await vi.advanceTimersByTimeAsync(PAUSE_MS - 1);
  search.text = 'lat';
  await vi.advanceTimersByTimeAsync(PAUSE_MS - 1);
  expect(asked).toEqual([]);
  await pause();
  expect(asked.map(({ text }) => text)).toEqual(['lat']);
});

test('SRCH-03: less than two characters and more than a hundred are not asked for', async () => {
  const { search, asked } = made();
  for (const text of ['l', ' l ', '🚢', 'x'.repeat(101)]) {
    search.text = text;
    await pause();
  }
  expect(asked).toEqual([]);
  expect(search.tooLong).toBe(true);
  search.text = '🚢'.repeat(100);
  await pause();
  expect(asked).toHaveLength(1);
});

test('SRCH-03: an answer to older words is dropped, and its question called off', async () => {
  const { search, asked } = made();
  search.text = 'la';
  await pause();
  search.text = 'late';
  await pause();
  expect(asked[0]?.signal.aborted).toBe(true);
  asked[1]?.answer([tag(1, 'late night')]);
  await settle();
  asked[0]?.answer([tag(2, 'lament')]);
  await settle();
  expect(titles(search)).toEqual(['late night']);
  expect(search.foundFor).toBe('late');
});

test('what was found stays while the next answer is on its way, and goes when there is nothing to search for', async () => {
  const { search, asked } = made();
  search.text = 'la';
  await pause();
  asked[0]?.answer([tag(1, 'late night')]);
  await settle();
  search.text = 'lat';
  expect([search.waiting, titles(search)]).toEqual([true, ['late night']]);
  search.text = 'l';
  expect([search.waiting, titles(search)]).toEqual([false, []]);
});

test('the arrows go round, and new findings begin at the first', async () => {
  const { search, asked } = made();
  search.text = 'la';
  await pause();
  asked[0]?.answer([tag(1, 'one'), tag(2, 'two'), tag(3, 'three')]);
  await settle();
  search.step(-1);
  expect(search.chosen?.title).toBe('three');
  search.step(1);
  search.step(1);
  expect(search.chosen?.title).toBe('two');
  search.text = 'lat';
  await pause();
  asked[1]?.answer([tag(4, 'four')]);
  await settle();
  expect(search.chosen?.title).toBe('four');
});

test('a failure is told, and asked again in the same words', async () => {
  const { search, asked } = made();
  search.text = 'late';
  await pause();
  asked[0]?.fail(new Error('unreachable'));
  await settle();
  expect(search.problem).toBeInstanceOf(Error);
  expect(search.waiting).toBe(false);
  search.retry();
  asked[1]?.answer([tag(1, 'late night')]);
  await settle();
  expect([asked[1]?.text, search.problem, titles(search)]).toEqual(['late', null, ['late night']]);
});

test('words that led somewhere are kept for this listener, latest first and each once', () => {
  const { search } = made({ owner: 'did:plc:ada' });
  for (const words of ['late', 'tape', 'LATE', 'x']) {
    search.text = words;
    search.opened();
  }
  expect(made({ owner: 'did:plc:ada' }).search.recent).toEqual(['LATE', 'tape']);
  expect(made({ owner: 'did:plc:bob' }).search.recent).toEqual([]);
  search.forget();
  expect(made({ owner: 'did:plc:ada' }).search.recent).toEqual([]);
});

test('what is kept and cannot be read is no reason to stumble', () => {
  localStorage.setItem('plyr.recent-searches', '{"owner":null,"words":7}');
  expect(made().search.recent).toEqual([]);
});

test('enter waits for the answer to what was typed, and opens nothing of older words', async () => {
  const { search, asked } = made();
  const opened: (string | undefined)[] = [];
  const enter = () => search.enter(() => opened.push(search.chosen?.title));
  search.text = 'lat';
  await pause();
  asked[0]?.answer([tag(1, 'later')]);
  await settle();
  search.text = 'latent';
  enter();
  expect(opened).toEqual([]);
  await pause();
  asked[1]?.answer([tag(2, 'latent heat')]);
  await settle();
  expect(opened).toEqual(['latent heat']);
  enter();
  expect(opened).toHaveLength(2);
});

test('an enter is forgotten when other words are typed', async () => {
  const { search, asked } = made();
  const opened: string[] = [];
  search.text = 'lat';
  search.enter(() => opened.push('lat'));
  search.text = 'lathe';
  await pause();
  asked.at(-1)?.answer([tag(1, 'lathe')]);
  await settle();
  expect(opened).toEqual([]);
});
