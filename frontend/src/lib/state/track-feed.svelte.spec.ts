import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Track, TrackPage } from '../api/contract.ts';
import { aTrack } from '../player/sample-track.ts';
import { keptIn } from '../util/kept.ts';
import { TrackFeed } from './track-feed.svelte.ts';

const tracks = (...ids: number[]) => ids.map((id) => ({ id }) as Track);
const ids = (feed: TrackFeed) => feed.tracks.map((track) => track.id);
const kept = { in: keptIn(() => localStorage), as: 'plyr.latest' };
beforeEach(() => localStorage.clear());

/** Pages by cursor; a string of digits is where the next begins. */
function feedOf(pages: Record<string, TrackPage | Error>, keep = false) {
  const asked: string[] = [];
  const feed = new TrackFeed({
    page: (cursor = 'first') => {
      asked.push(cursor);
      const page = pages[cursor]!;
      return page instanceof Error ? Promise.reject(page) : Promise.resolve(page);
    },
    ...(keep && { kept }),
  });
  return { feed, asked, pages };
}

const page = (list: Track[], next_cursor: string | null = null): TrackPage => ({
  tracks: list,
  next_cursor,
  has_more: next_cursor !== null,
});

describe('GEN-04: a list that grows', () => {
  test('one page after the other, until there is no more', async () => {
    const { feed, asked } = feedOf({ first: page(tracks(9, 8), 'c1'), c1: page(tracks(7)) });
    await feed.refresh();
    await feed.more();
    await feed.more();
    expect(ids(feed)).toEqual([9, 8, 7]);
    expect(asked).toEqual(['first', 'c1']);
    expect(feed.hasMore).toBe(false);
  });

  test('a track that moved between pages is shown once', async () => {
    const { feed } = feedOf({ first: page(tracks(9, 8), 'c1'), c1: page(tracks(8, 7)) });
    await feed.refresh();
    await feed.more();
    expect(ids(feed)).toEqual([9, 8, 7]);
  });

  test('two calls at the end of the page ask once', async () => {
    const { feed, asked } = feedOf({ first: page(tracks(9), 'c1'), c1: page(tracks(8)) });
    await feed.refresh();
    await Promise.all([feed.more(), feed.more()]);
    expect(asked).toEqual(['first', 'c1']);
  });

  test('a failed page keeps what is there, and is asked again', async () => {
    const { feed, pages } = feedOf({ first: page(tracks(9), 'c1'), c1: new Error('offline') });
    await feed.refresh();
    await feed.more();
    expect([ids(feed), (feed.problem as Error).message]).toEqual([[9], 'offline']);
    pages.c1 = page(tracks(8));
    await feed.retry();
    expect([ids(feed), feed.problem]).toEqual([[9, 8], null]);
  });
});

describe('a refresh', () => {
  test('puts new tracks on top and keeps the further pages', async () => {
    const { feed, pages } = feedOf({ first: page(tracks(9, 8), 'c1'), c1: page(tracks(7), 'c2'), c2: page(tracks(6)) });
    await feed.refresh();
    await feed.more();
    pages.first = page(tracks(10, 9), 'c0');
    await feed.refresh();
    expect(ids(feed)).toEqual([10, 9, 8, 7]);
    await feed.more();
    expect(ids(feed)).toEqual([10, 9, 8, 7, 6]);
  });

  test('begins anew when the pages no longer meet', async () => {
    const { feed, pages } = feedOf({ first: page(tracks(9, 8), 'c1'), c1: page(tracks(7)) });
    await feed.refresh();
    await feed.more();
    pages.first = page(tracks(30, 29), 'c28');
    await feed.refresh();
    expect(ids(feed)).toEqual([30, 29]);
    expect(feed.hasMore).toBe(true);
  });
});

describe('the end of the list, while the beginning is read anew', () => {
  /** A feed whose answers are given by hand. */
  function held() {
    const answers: { cursor: string; give: (page: TrackPage) => void; fail: (why: Error) => void }[] = [];
    const feed = new TrackFeed({
      page: (cursor = 'first') =>
        new Promise((give, fail) => {
          answers.push({ cursor, give, fail });
        }),
    });
    const begin = async () => {
      const read = feed.refresh();
      answers.shift()?.give(page(tracks(9, 8), 'c1'));
      await read;
    };
    return { feed, answers, begin };
  }
  const asked = (answers: { cursor: string }[]) => answers.map(({ cursor }) => cursor);

  test('the next page that is wanted meanwhile comes afterwards', async () => {
    const { feed, answers, begin } = held();
    await begin();
    const refreshed = feed.refresh();
    void feed.more();
    expect(asked(answers)).toEqual(['first']);
    answers.shift()?.give(page(tracks(10, 9), 'c0'));
    await vi.waitFor(() => expect(asked(answers)).toEqual(['c1']));
    answers.shift()?.give(page(tracks(7)));
    await refreshed;
    expect([ids(feed), feed.loading]).toEqual([[10, 9, 8, 7], false]);
  });

  test('the next page that was under way is asked for again', async () => {
    const { feed, answers, begin } = held();
    await begin();
    void feed.more();
    const refreshed = feed.refresh();
    const [dropped, first] = answers.splice(0);
    first?.give(page(tracks(9, 8), 'c1'));
    dropped?.give(page(tracks(7)));
    await vi.waitFor(() => expect(asked(answers)).toEqual(['c1']));
    answers.shift()?.give(page(tracks(7)));
    await refreshed;
    expect(ids(feed)).toEqual([9, 8, 7]);
  });

  test('one that failed is what is tried again', async () => {
    const { feed, answers, begin } = held();
    await begin();
    const refreshed = feed.refresh();
    answers.shift()?.fail(new Error('offline'));
    await refreshed;
    void feed.retry();
    expect(asked(answers)).toEqual(['first']);
  });

  test('a page that brings nothing new is a page nevertheless', async () => {
    const { feed } = feedOf({ first: page(tracks(9), 'c1'), c1: page([], 'c2') });
    await feed.refresh();
    const { pages } = feed;
    await feed.more();
    expect([feed.pages, ids(feed)]).toEqual([pages + 1, [9]]);
  });
});

describe('UX-02: what is kept', () => {
  test('shows at once, as not yet known, and gives way to the answer', async () => {
    await feedOf({ first: page(tracks(9, 8)) }, true).feed.refresh();
    const { feed } = feedOf({ first: page(tracks(10, 9)) }, true);
    expect([ids(feed), feed.known]).toEqual([[9, 8], false]);
    await feed.refresh();
    expect([ids(feed), feed.known]).toEqual([[10, 9], true]);
  });

  test('LIKE-07: a like is in it, so that a reload shows it at once', async () => {
    const { feed } = feedOf({ first: page([aTrack(9), aTrack(8)]) }, true);
    await feed.refresh();
    feed.like(8, true);
    const { feed: reloaded } = feedOf({}, true);
    expect(reloaded.tracks.map(({ is_liked, like_count }) => [is_liked, like_count])).toEqual([
      [false, 0],
      [true, 1],
    ]);
  });

  test('goes with the listener, and a late answer does not bring it back', async () => {
    const { feed } = feedOf({ first: page(tracks(9)) }, true);
    const refreshed = feed.refresh();
    feed.reset();
    await refreshed;
    expect([ids(feed), localStorage.length]).toEqual([[], 0]);
  });
});
