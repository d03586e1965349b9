import { body, type Api } from '../api/client.ts';
import type { TrackPage } from '../api/contract.ts';

const PAGE = 30;

/**
 * TAG-04: one page of the feed. The server leaves out what an account hides, and for guests what is usual; a list that
 * a guest made in this browser it does not know, so that one is applied here.
 */
export async function latestPage(api: Api, hidden: readonly string[] | null, cursor?: string): Promise<TrackPage> {
  if (!hidden) return body(api.GET('/tracks', { params: { query: { cursor, limit: PAGE } } }));
  for (let at = cursor; ;) {
    const query = { cursor: at, limit: PAGE, filter_hidden_tags: false };
    const page = await body(api.GET('/tracks', { params: { query } }));
    const tracks = page.tracks.filter(({ tags }) => !tags.some((tag) => hidden.includes(tag)));
    // a page of which nothing is left would leave the reader waiting at its end
    if (tracks.length > 0 || !page.next_cursor) return { ...page, tracks };
    at = page.next_cursor;
  }
}
