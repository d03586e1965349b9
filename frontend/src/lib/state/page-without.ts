import { body, type Api } from '../api/client.ts';
import type { TrackPage } from '../api/contract.ts';

/** TAG-04: a page of the feed without tracks that carry one of these tags, which the server knows nothing of. */
export async function pageWithout(
  api: Api,
  hidden: readonly string[],
  { cursor, limit }: { cursor: string | undefined; limit: number },
): Promise<TrackPage> {
  const query = { cursor, limit, filter_hidden_tags: false };
  const page = await body(api.GET('/tracks', { params: { query } }));
  const tracks = page.tracks.filter(({ tags }) => !tags.some((tag) => hidden.includes(tag)));
  return { ...page, tracks };
}
