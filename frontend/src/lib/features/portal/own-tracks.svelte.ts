import { body, type Api } from '#lib/api/client.ts';
import type { Track } from '#lib/api/contract.ts';
import { ApiProblem, reasonOf } from '#lib/api/problem.ts';
import { PdsState } from '#lib/features/pds/pds-state.svelte.ts';
import type { TrackDraft } from '#lib/features/upload/track-draft.svelte.ts';
import type { Toasts } from '#lib/state/toasts.svelte.ts';
import { TrackFeed } from '#lib/state/track-feed.svelte.ts';
import { counted } from '#lib/util/count.ts';
import { refusedField } from '#lib/features/upload/refusal.rules.ts';
import { editForm } from './edit-form.ts';
import { isOnItsWay, rewritten } from './record-state.ts';

export type OwnOrder = 'recent' | 'title' | 'plays';

export interface OwnTracksParts {
  api: Api;
  toasts: Pick<Toasts, 'success' | 'error'>;
  /** A track is no longer as lists elsewhere show it. */
  onchange: (track: Track) => void;
  onremove: (trackId: number) => void;
}

const PAGE = 30;

/** Everything of the artist, in every visibility and state (TRK-09), and what can be done about it. */
export class OwnTracks {
  q = $state('');
  order = $state<OwnOrder>('recent');
  total = $state<number | null>(null);
  /** CON-03: what has no record; none until it is known. */
  broken = $state.raw<readonly Track[]>([]);
  restoring = $state(false);
  feed = $state.raw<TrackFeed>(this.#newFeed());
  readonly syncing = $derived(this.feed.tracks.some(isOnItsWay));
  readonly pds: PdsState;
  readonly #parts: OwnTracksParts;

  constructor(parts: OwnTracksParts) {
    this.#parts = parts;
    this.pds = new PdsState({ ...parts, read: () => this.refresh() });
  }

  async refresh(): Promise<void> {
    await Promise.all([this.feed.refresh(), this.#readBroken()]);
  }

  /** Another question is another list. */
  async ask({ q = this.q, order = this.order }: { q?: string; order?: OwnOrder }): Promise<void> {
    [this.q, this.order] = [q, order];
    const feed = this.#newFeed();
    await feed.refresh();
    if (this.q === q && this.order === order) this.feed = feed;
  }

  /** TRK-04. False when it was refused; the draft says where then. */
  async change(track: Track, draft: TrackDraft): Promise<boolean> {
    const changes = draft.changes(track);
    const { image } = draft;
    if (Object.keys(changes).length === 0 && !image) return true;
    try {
      const changed = await body(
        this.#parts.api.PATCH('/tracks/{id}', {
          params: { path: { id: track.id } },
          body: changes,
          // a picture needs a form; without one it is plain JSON
          ...(image && { bodySerializer: () => editForm(changes, image) }),
        }),
      );
      this.#replace(changed);
      this.#parts.toasts.success(`${changed.title} is saved`);
      return true;
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      const named = [...problem.fields].map(([path, message]) => refusedField(null, `${path}: ${message}`));
      const placed = [refusedField(problem.code, problem.detail), ...named].filter((found) => found !== null);
      draft.errors = Object.fromEntries(placed.map(({ field, text }) => [field, text]));
      if (placed.length === 0) this.#parts.toasts.error(`${track.title} could not be saved. ${problem.detail}`);
      return false;
    }
  }

  /** TRK-05. */
  async remove(track: Track): Promise<boolean> {
    try {
      await body(this.#parts.api.DELETE('/tracks/{id}', { params: { path: { id: track.id } } }));
    } catch (problem) {
      this.#parts.toasts.error(`${track.title} could not be deleted. ${reasonOf(problem)}`);
      return false;
    }
    this.feed.drop(track.id);
    this.broken = this.broken.filter(({ id }) => id !== track.id);
    if (this.total !== null) this.total -= 1;
    this.#parts.onremove(track.id);
    this.#parts.toasts.success(`${track.title} is deleted`);
    return true;
  }

  /** CON-04: writes the record of a track again. */
  async restore(track: Track): Promise<void> {
    try {
      this.#replace(await rewritten(this.#parts.api, track));
      this.#parts.toasts.success(`${track.title} is on its way to your pds`);
    } catch (problem) {
      this.#parts.toasts.error(`${track.title} could not be restored. ${reasonOf(problem)}`);
    }
    await this.#readBroken();
  }

  async restoreAll(): Promise<void> {
    this.restoring = true;
    try {
      const { queued } = await body(this.#parts.api.POST('/tracks/me/broken/restore-all'));
      this.#parts.toasts.success(`${counted(queued, 'track')} on the way to your pds`);
    } catch (problem) {
      this.#parts.toasts.error(`that could not be started. ${reasonOf(problem)}`);
    } finally {
      this.restoring = false;
    }
    await this.refresh();
  }

  async #readBroken(): Promise<void> {
    try {
      this.broken = (await body(this.#parts.api.GET('/tracks/me/broken'))).tracks;
    } catch {
      // the rows say it too
    }
  }

  #replace(track: Track): void {
    this.feed.tracks = this.feed.tracks.map((other) => (other.id === track.id ? track : other));
    this.#parts.onchange(track);
  }

  #newFeed(): TrackFeed {
    const { q, order } = this;
    const query = { q: q.trim() || undefined, sort: order, limit: PAGE };
    return new TrackFeed({
      page: async (cursor) => {
        const page = await body(this.#parts.api.GET('/tracks/me', { params: { query: { ...query, cursor } } }));
        // an answer to another question counts something else
        if (this.q === q && this.order === order) this.total = page.total;
        return page;
      },
    });
  }
}
