import { body, type Api } from '#lib/api/client.ts';
import type { Playlist, PlaylistWithTracks, Track } from '#lib/api/contract.ts';
import { reasonOf } from '#lib/api/problem.ts';
import { PdsState } from '#lib/features/pds/pds-state.svelte.ts';
import { itemsOf, ListOrder } from '#lib/features/reorder/list-order.svelte.ts';
import { Places } from '#lib/features/reorder/places.ts';
import type { Playlists } from '#lib/state/playlists.svelte.ts';
import type { Toasts } from '#lib/state/toasts.svelte.ts';

export interface PlaylistRoomParts {
  api: Api;
  toasts: Toasts;
  playlists: Playlists;
  /** Fresh copies of tracks came in. */
  onread: (tracks: readonly Track[]) => void;
  /** Reads the page anew: what is undone late may be shown by another room by then. */
  again: () => Promise<unknown>;
}

/** What its owner fills in. */
export interface PlaylistDraft {
  name: string;
  showOnProfile: boolean;
  cover: File | null;
}

const UNDO_MS = 6000;

/** The page of one playlist: what is in it, and what its owner does with it (LST-13). */
export class PlaylistRoom {
  playlist: Playlist;
  tracks = $state.raw<readonly Track[]>([]);
  readonly order: ListOrder;
  readonly pds: PdsState;
  readonly #places = new Places<Track>(({ id }) => id);
  readonly #parts: PlaylistRoomParts;

  constructor(parts: PlaylistRoomParts, found: PlaylistWithTracks) {
    this.#parts = parts;
    this.playlist = $state.raw(found);
    this.#show(found);
    this.pds = new PdsState({ ...parts, read: () => this.#readState() });
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
      this.#parts.toasts.error(`${this.playlist.name} could not be read again. ${reasonOf(problem)}`);
    }
  }

  async remove(track: Track): Promise<void> {
    const { playlists, toasts } = this.#parts;
    this.#places.note(this.tracks);
    this.tracks = this.tracks.filter(({ id }) => id !== track.id);
    const changed = await playlists.remove(this.playlist, track);
    if (!changed) {
      this.tracks = this.#places.back(this.tracks, track);
      return;
    }
    this.playlist = changed;
    toasts.success(`removed ${track.title}`, {
      durationMs: UNDO_MS,
      link: { label: 'undo', onselect: () => void this.#putBack(track) },
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

  async #putBack(track: Track): Promise<void> {
    const wanted = this.#places.back(this.tracks, track);
    const changed = await this.#parts.playlists.putBack(this.playlist, track, itemsOf(wanted));
    if (!changed) return;
    this.playlist = changed;
    this.tracks = wanted;
    // an order that is on its way is newer than any answer
    if (!this.order.saving) await this.#parts.again();
  }

  async #readState(): Promise<void> {
    const path = { id: this.playlist.id };
    const { sync_state, atproto_record_cid } = await body(
      this.#parts.api.GET('/lists/playlists/{id}/meta', { params: { path } }),
    );
    this.playlist = { ...this.playlist, sync_state, atproto_record_cid };
  }

  #show({ tracks, ...playlist }: PlaylistWithTracks): void {
    this.playlist = playlist;
    this.tracks = tracks;
    this.#parts.onread(tracks);
  }
}
