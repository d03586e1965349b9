import { body, type Api } from '#lib/api/client.ts';
import type { Album, AlbumMetadata, Track } from '#lib/api/contract.ts';
import { reasonOf } from '#lib/api/problem.ts';
import { PdsState } from '#lib/features/pds/pds-state.svelte.ts';
import { ListOrder } from '#lib/features/reorder/list-order.svelte.ts';
import { Places } from '#lib/features/reorder/places.ts';
import type { Toasts } from '#lib/state/toasts.svelte.ts';
import { coverForm } from './cover-form.ts';

export interface AlbumRoomParts {
  api: Api;
  toasts: Pick<Toasts, 'success' | 'error' | 'warning' | 'update'>;
  /** Fresh copies of tracks came in. */
  onread: (tracks: readonly Track[]) => void;
  /** Tracks are gone from plyr.fm, or are called otherwise: other lists are stale. */
  onchange: () => void;
}

/** What its artist fills in. */
export interface AlbumDraft {
  title: string;
  description: string;
  cover: File | null;
}

/** The page of one album: what is on it, and what its artist does with it (ALB-06, ALB-10, ALB-11). */
export class AlbumRoom {
  metadata: AlbumMetadata;
  tracks = $state.raw<readonly Track[]>([]);
  readonly order: ListOrder;
  readonly pds: PdsState;
  readonly #places = new Places<Track>(({ id }) => id);
  readonly #parts: AlbumRoomParts;

  constructor(parts: AlbumRoomParts, { metadata, tracks }: Album) {
    this.#parts = parts;
    this.metadata = $state.raw(metadata);
    this.tracks = tracks;
    this.pds = new PdsState({ ...parts, read: () => this.#readState() });
    this.order = new ListOrder({
      name: () => this.metadata.title,
      tracks: () => this.tracks,
      onorder: (ordered) => (this.tracks = ordered),
      save: async (items) => {
        const rkey = this.metadata.list_uri?.split('/').pop() ?? '';
        await body(parts.api.PUT('/lists/{rkey}/reorder', { params: { path: { rkey } }, body: { items } }));
        this.#sent();
      },
      reread: () => this.refresh(),
      toasts: parts.toasts,
    });
  }

  get album(): Album {
    return { metadata: this.metadata, tracks: [...this.tracks] };
  }

  /** ALB-06: its order can be changed once the list record that holds it is there. */
  get mayArrange(): boolean {
    return this.metadata.list_uri !== null && this.tracks.length > 1;
  }

  async refresh(): Promise<void> {
    try {
      const found = await this.#read();
      this.metadata = found.metadata;
      this.tracks = found.tracks;
      this.#parts.onread(found.tracks);
    } catch (problem) {
      this.#parts.toasts.error(`${this.metadata.title} could not be read again. ${reasonOf(problem)}`);
    }
  }

  /** Answers whether all of it was saved; a new title may bring a new address. */
  async save({ title, description, cover }: AlbumDraft): Promise<boolean> {
    const { api, toasts, onchange } = this.#parts;
    const path = { id: this.metadata.id };
    const change = {
      ...(title.trim() !== this.metadata.title && { title: title.trim() }),
      ...(description.trim() !== (this.metadata.description ?? '') && { description: description.trim() }),
    };
    const changed = Object.keys(change).length > 0;
    try {
      if (changed) this.metadata = await body(api.PATCH('/albums/{id}', { params: { path }, body: change }));
      if (cover) {
        const { image_url, thumbnail_url } = await body(
          api.POST('/albums/{id}/cover', { params: { path }, ...coverForm(cover) }),
        );
        this.metadata = { ...this.metadata, image_url, thumbnail_url };
      }
    } catch (problem) {
      toasts.error(`${this.metadata.title} could not be saved. ${reasonOf(problem)}`);
      return false;
    }
    if (!changed && !cover) return true;
    toasts.success(`${this.metadata.title} is saved`);
    onchange();
    return true;
  }

  /** The track stays, without an album. */
  async takeOff(track: Track): Promise<void> {
    this.#places.note(this.tracks);
    this.tracks = this.tracks.filter(({ id }) => id !== track.id);
    try {
      const path = { id: this.metadata.id, trackId: track.id };
      await body(this.#parts.api.DELETE('/albums/{id}/tracks/{trackId}', { params: { path } }));
      this.#sent();
      this.#parts.toasts.success(`${track.title} is off ${this.metadata.title}. the track itself stays`);
      this.#parts.onchange();
    } catch (problem) {
      this.tracks = this.#places.back(this.tracks, track);
      this.#parts.toasts.error(`${track.title} could not be taken off. ${reasonOf(problem)}`);
    }
  }

  /** Answers whether it is gone. With `cascade` its tracks go too. */
  async delete(cascade: boolean): Promise<boolean> {
    try {
      const path = { id: this.metadata.id };
      await body(this.#parts.api.DELETE('/albums/{id}', { params: { path, query: { cascade } } }));
    } catch (problem) {
      this.#parts.toasts.error(`${this.metadata.title} could not be deleted. ${reasonOf(problem)}`);
      return false;
    }
    this.#parts.toasts.success(`${this.metadata.title} is deleted${cascade ? '' : '. its tracks stay'}`);
    this.#parts.onchange();
    return true;
  }

  /** What was changed goes into its record. */
  #sent(): void {
    this.metadata = { ...this.metadata, sync_state: 'pending' };
  }

  /** Only how its record stands: what is on it, and in which order, may be newer here. */
  async #readState(): Promise<void> {
    const { sync_state, list_uri } = (await this.#read()).metadata;
    this.metadata = { ...this.metadata, sync_state, list_uri };
  }

  #read(): Promise<Album> {
    const { artist_handle: handle, slug } = this.metadata;
    return body(this.#parts.api.GET('/albums/{handle}/{slug}', { params: { path: { handle, slug } } }));
  }
}
