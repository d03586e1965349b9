import { body, type Api } from '../api/client.ts';
import type { OrderedItem, Playlist, PlaylistChange, Track } from '../api/contract.ts';
import { reasonOf } from '../api/problem.ts';
import { paths } from '../paths.ts';
import type { App } from './app.svelte.ts';
import type { Toasts } from './toasts.svelte.ts';

type Addable = Pick<Track, 'id' | 'title'>;

export interface PlaylistsParts {
  api: Api;
  toasts: Toasts;
  /** Whose they are; null for a guest. */
  owner: () => string | null;
}

/** The listener's own playlists: read when first needed, kept while they listen, the same in every menu and room. */
export class Playlists {
  #known = $state.raw<{ owner: string | null; all: readonly Playlist[] } | null>(null);
  #reading: { owner: string | null; done: Promise<void> } | null = null;
  /** Counts what became known, so that an older answer does not hide it. */
  #changes = 0;
  readonly #parts: PlaylistsParts;

  constructor(parts: PlaylistsParts) {
    this.#parts = parts;
  }

  /** Newest first; `null` until they were read, and again when another listener came. */
  get all(): readonly Playlist[] | null {
    return this.#known?.owner === this.#parts.owner() ? this.#known.all : null;
  }

  /** Settles when they are known; throws an {@link ApiProblem}. Known ones are read anew behind what is shown. */
  read(): Promise<void> {
    const owner = this.#parts.owner();
    if (this.#reading?.owner !== owner) this.#reading = { owner, done: this.#read(owner) };
    if (!this.all) return this.#reading.done;
    // what is shown stays
    this.#reading.done.catch(() => undefined);
    return Promise.resolve();
  }

  /** LST-14: makes one and puts a track into it in one go. Answers it, or `null` after a refusal, which was told. */
  async create(name: string, track?: Addable): Promise<Playlist | null> {
    const made = await this.#attempt(`${name} could not be made.`, () =>
      body(this.#parts.api.POST('/lists/playlists', { body: { name } })),
    );
    if (!made) return null;
    this.#keep(made);
    if (track) return (await this.add(made, track)) ?? made;
    this.#parts.toasts.success(`made ${made.name}`, { link: { label: 'open', href: paths.playlist(made) } });
    return made;
  }

  async add(playlist: Pick<Playlist, 'id' | 'name'>, track: Addable): Promise<Playlist | null> {
    const changed = await this.#attempt(`${track.title} could not be added to ${playlist.name}.`, () =>
      body(
        this.#parts.api.POST('/lists/playlists/{id}/tracks', {
          params: { path: { id: playlist.id } },
          body: { track_id: track.id },
        }),
      ),
    );
    if (!changed) return null;
    this.#keep(changed);
    const link = { label: 'open', href: paths.playlist(changed) };
    this.#parts.toasts.success(`added ${track.title} to ${changed.name}`, { link });
    return changed;
  }

  async remove(playlist: Pick<Playlist, 'id' | 'name'>, track: Addable): Promise<Playlist | null> {
    const path = { id: playlist.id, path: String(track.id) };
    const changed = await this.#attempt(`${track.title} could not be taken off ${playlist.name}.`, () =>
      body(this.#parts.api.DELETE('/lists/playlists/{id}/tracks/{path}', { params: { path } })),
    );
    if (changed) this.#keep(changed);
    return changed;
  }

  async change(playlist: Pick<Playlist, 'id' | 'name'>, change: PlaylistChange): Promise<Playlist | null> {
    const changed = await this.#attempt(`${playlist.name} could not be changed.`, () =>
      body(this.#parts.api.PATCH('/lists/playlists/{id}', { params: { path: { id: playlist.id } }, body: change })),
    );
    if (changed) this.#keep(changed);
    return changed;
  }

  /** LST-18: the order as a whole; throws an {@link ApiProblem}, of which who arranges knows what to make. */
  async arrange({ id }: Pick<Playlist, 'id'>, items: OrderedItem[]): Promise<Playlist> {
    const changed = await body(
      this.#parts.api.PUT('/lists/playlists/{id}/tracks/reorder', { params: { path: { id } }, body: { items } }),
    );
    this.#keep(changed);
    return changed;
  }

  /** Undoes {@link remove}: the track comes back, and `order` is what the list was with it. */
  async putBack(
    playlist: Pick<Playlist, 'id' | 'name'>,
    track: Addable,
    order: OrderedItem[],
  ): Promise<Playlist | null> {
    const changed = await this.#attempt(`${track.title} could not be put back into ${playlist.name}.`, async () => {
      const params = { path: { id: playlist.id } };
      const added = await body(
        this.#parts.api.POST('/lists/playlists/{id}/tracks', { params, body: { track_id: track.id } }),
      );
      // others may have changed it meanwhile: then it stands at the end
      return this.arrange(playlist, order).catch(() => added);
    });
    if (changed) this.#keep(changed);
    return changed;
  }

  /** LST-08: a picture for its sleeve. */
  async dress(playlist: Playlist, image: File): Promise<Playlist | null> {
    const cover = await this.#attempt(`the cover of ${playlist.name} could not be saved.`, () => {
      const form = new FormData();
      form.set('image', image);
      const params = { path: { id: playlist.id } };
      return body(
        this.#parts.api.POST('/lists/playlists/{id}/cover', { params, body: {}, bodySerializer: () => form }),
      );
    });
    if (!cover) return null;
    const dressed = { ...playlist, image_url: cover.image_url, thumbnail_url: cover.thumbnail_url };
    this.#keep(dressed);
    return dressed;
  }

  /** Answers whether it is gone. */
  async delete(playlist: Pick<Playlist, 'id' | 'name'>): Promise<boolean> {
    const gone = await this.#attempt(`${playlist.name} could not be deleted.`, () =>
      body(this.#parts.api.DELETE('/lists/playlists/{id}', { params: { path: { id: playlist.id } } })),
    );
    if (!gone) return false;
    if (this.all) this.#put(this.all.filter(({ id }) => id !== playlist.id));
    this.#parts.toasts.success(`deleted ${playlist.name}`);
    return true;
  }

  #keep(playlist: Playlist): void {
    if (!this.all) return;
    const known = this.all.some(({ id }) => id === playlist.id);
    this.#put(known ? this.all.map((one) => (one.id === playlist.id ? playlist : one)) : [playlist, ...this.all]);
  }

  #put(all: readonly Playlist[]): void {
    this.#changes += 1;
    this.#known = { owner: this.#parts.owner(), all };
  }

  async #read(owner: string | null): Promise<void> {
    const changes = this.#changes;
    try {
      const all = await body(this.#parts.api.GET('/lists/playlists'));
      // another listener may have come meanwhile, then these are nobody's; or something was changed, which they lack
      const lacking = this.all !== null && this.#changes !== changes;
      if (this.#parts.owner() === owner && !lacking) this.#put(all);
    } finally {
      if (this.#reading?.owner === owner) this.#reading = null;
    }
  }

  async #attempt<Answer>(failure: string, call: () => Promise<Answer>): Promise<Answer | null> {
    try {
      return await call();
    } catch (problem) {
      this.#parts.toasts.error(`${failure} ${reasonOf(problem)}`);
      return null;
    }
  }
}

const known = new WeakMap<object, Playlists>();

/** Those of whoever listens. Only the rooms that show them bring this along; the first page does not. */
export function ownPlaylists({ api, toasts, session }: Pick<App, 'api' | 'toasts' | 'session'>): Playlists {
  const playlists = known.get(session) ?? new Playlists({ api, toasts, owner: () => session.me?.did ?? null });
  known.set(session, playlists);
  return playlists;
}
