import { body, type Api } from '#lib/api/client.ts';
import type { Playlist, PlaylistWithTracks, Track } from '#lib/api/contract.ts';
import { ApiProblem } from '#lib/api/problem.ts';
import { itemsOf, ListOrder } from '#lib/features/reorder/list-order.svelte.ts';
import type { Playlists } from '#lib/state/playlists.svelte.ts';
import type { Toasts } from '#lib/state/toasts.svelte.ts';
import { counted } from '#lib/util/count.ts';

export interface PlaylistRoomParts {
  api: Api;
  toasts: Toasts;
  playlists: Playlists;
  /** Fresh copies of tracks came in. */
  onread: (tracks: readonly Track[]) => void;
}

/** What its owner fills in. */
export interface PlaylistDraft {
  name: string;
  showOnProfile: boolean;
  cover: File | null;
}

/** So often is asked anew while its record is on its way to the PDS. */
const SYNC_MS = 4000;
const UNDO_MS = 6000;

/** The page of one playlist: what is in it, and what its owner does with it (LST-13). */
export class PlaylistRoom {
  playlist: Playlist;
  tracks = $state.raw<readonly Track[]>([]);
  retrying = $state(false);
  readonly order: ListOrder;
  readonly #parts: PlaylistRoomParts;

  constructor(parts: PlaylistRoomParts, found: PlaylistWithTracks) {
    this.#parts = parts;
    this.playlist = $state.raw(found);
    this.#show(found);
    this.order = new ListOrder({
      name: () => this.playlist.name,
      tracks: () => this.tracks,
      onorder: (tracks) => (this.tracks = tracks),
      save: async (items) => void (this.playlist = await parts.playlists.arrange(this.playlist, items)),
      reread: () => this.refresh(),
      toasts: parts.toasts,
    });
  }

  /** Items that whoever looks may not see, or that are no tracks of this place; they keep their places. */
  get unseen(): number {
    return Math.max(0, this.playlist.track_count - this.tracks.length);
  }

  async refresh(): Promise<void> {
    const path = { id: this.playlist.id };
    try {
      const found = await body(this.#parts.api.GET('/lists/playlists/{id}', { params: { path } }));
      this.#show(found);
    } catch (problem) {
      const why = problem instanceof ApiProblem ? ` ${problem.detail}` : '';
      this.#parts.toasts.error(`${this.playlist.name} could not be read again.${why}`);
    }
  }

  /** Asks for the state of its record until it is written. Returns what ends it. */
  follow(): () => void {
    const timer = setInterval(() => void this.#readState(), SYNC_MS);
    return () => clearInterval(timer);
  }

  async remove(track: Track): Promise<void> {
    const { playlists, toasts } = this.#parts;
    const before = this.tracks;
    this.tracks = before.filter(({ id }) => id !== track.id);
    const changed = await playlists.remove(this.playlist, track);
    if (!changed) {
      if (!this.tracks.some(({ id }) => id === track.id)) this.tracks = back(this.tracks, track, before);
      return;
    }
    this.playlist = changed;
    toasts.success(`removed ${track.title}`, {
      durationMs: UNDO_MS,
      link: { label: 'undo', onselect: () => void this.#putBack(track, before) },
    });
  }

  /** Answers whether all of it was saved. */
  async save({ name, showOnProfile, cover }: PlaylistDraft): Promise<boolean> {
    const { playlists, toasts } = this.#parts;
    const change = {
      ...(name.trim() !== this.playlist.name && { name: name.trim() }),
      ...(showOnProfile !== this.playlist.show_on_profile && { show_on_profile: showOnProfile }),
    };
    if (Object.keys(change).length > 0) {
      const changed = await playlists.change(this.playlist, change);
      if (!changed) return false;
      this.playlist = changed;
    }
    if (cover) {
      const dressed = await playlists.dress(this.playlist, cover);
      if (!dressed) return false;
      this.playlist = dressed;
    }
    if (cover || Object.keys(change).length > 0) toasts.success(`${this.playlist.name} is saved`);
    return true;
  }

  /** Answers whether it is gone. */
  delete(): Promise<boolean> {
    return this.#parts.playlists.delete(this.playlist);
  }

  /** CON-04: its record could not be written; everything that failed is tried again. */
  async retry(): Promise<void> {
    this.retrying = true;
    try {
      const { retried } = await body(this.#parts.api.POST('/account/sync/retry', { body: {} }));
      this.#parts.toasts.success(`${counted(retried, 'change')} on the way to your pds`);
      await this.#readState();
    } catch (problem) {
      const why = problem instanceof ApiProblem ? problem.detail : 'try again in a moment.';
      this.#parts.toasts.error(`that could not be started. ${why}`);
    } finally {
      this.retrying = false;
    }
  }

  async #putBack(track: Track, before: readonly Track[]): Promise<void> {
    const wanted = back(this.tracks, track, before);
    const changed = await this.#parts.playlists.putBack(this.playlist, track, itemsOf(wanted));
    if (!changed) return;
    this.playlist = changed;
    this.tracks = wanted;
    // an order that is on its way is newer than any answer
    if (!this.order.saving) await this.refresh();
  }

  async #readState(): Promise<void> {
    try {
      const path = { id: this.playlist.id };
      const { publish_state, atproto_record_cid } = await body(
        this.#parts.api.GET('/lists/playlists/{id}/meta', { params: { path } }),
      );
      this.playlist = { ...this.playlist, publish_state, atproto_record_cid };
    } catch {
      // asked again soon
    }
  }

  #show({ tracks, ...playlist }: PlaylistWithTracks): void {
    this.playlist = playlist;
    this.tracks = tracks;
    this.#parts.onread(tracks);
  }
}

/** The list with one that was in it again, behind the same neighbour. */
export function back(tracks: readonly Track[], track: Track, before: readonly Track[]): readonly Track[] {
  const index = before.findIndex(({ id }) => id === track.id);
  const above = before.slice(0, index);
  return tracks.toSpliced(tracks.findLastIndex(({ id }) => above.some((other) => other.id === id)) + 1, 0, track);
}
