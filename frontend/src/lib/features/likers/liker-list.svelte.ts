import { body, type Api } from '#lib/api/client.ts';
import type { Liker } from '#lib/api/contract.ts';

const PAGE = 50;

/** Who likes a track, the last ones first, page by page (LIKE-06). */
export class LikerList {
  people = $state.raw<readonly Liker[]>([]);
  hasMore = $state(true);
  problem = $state.raw<unknown>(null);
  loading = $state(false);
  #cursor: string | undefined;
  readonly #api: Api;
  readonly #trackId: number;

  constructor(api: Api, trackId: number) {
    this.#api = api;
    this.#trackId = trackId;
  }

  /** The next page, unless one is on its way; after a failure the same again. */
  async more(): Promise<void> {
    if (this.loading || !this.hasMore) return;
    this.loading = true;
    this.problem = null;
    try {
      const params = { path: { id: this.#trackId }, query: { limit: PAGE, cursor: this.#cursor } };
      const page = await body(this.#api.GET('/tracks/{id}/likes', { params }));
      this.people = [...this.people, ...page.users.filter(({ did }) => !this.people.some((one) => one.did === did))];
      this.#cursor = page.next_cursor ?? undefined;
      this.hasMore = page.has_more;
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.loading = false;
    }
  }
}
