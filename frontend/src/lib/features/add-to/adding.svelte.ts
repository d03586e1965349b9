import { SvelteSet } from 'svelte/reactivity';
import { body, type Api } from '#lib/api/client.ts';
import type { Playlist, Track } from '#lib/api/contract.ts';
import type { App } from '#lib/state/app.svelte.ts';
import { ownPlaylists, type Playlists } from '#lib/state/playlists.svelte.ts';
import type { Toasts } from '#lib/state/toasts.svelte.ts';

export interface AddingParts {
  api: Api;
  playlists: Playlists;
  toasts: Pick<Toasts, 'success'>;
}

/** Time to think better of it. */
const UNDO_MS = 8000;

/** LST-14: which of the listener's playlists hold a track, and changing that, ahead of the server. */
export class Adding {
  problem = $state.raw<unknown>(null);
  /** Both the playlists and where the track lies are known. */
  known = $state(false);
  creating = $state(false);
  readonly #holding = new SvelteSet<string>();
  readonly #sending = new SvelteSet<string>();
  readonly #parts: AddingParts;
  readonly #track: Track;
  readonly #except: string | null;

  /** `except` is the playlist that is being looked at. */
  constructor(parts: AddingParts, track: Track, except: string | null = null) {
    this.#parts = parts;
    this.#track = track;
    this.#except = except;
  }

  get playlists(): readonly Playlist[] {
    return (this.#parts.playlists.all ?? []).filter(({ id }) => id !== this.#except);
  }

  holds({ id }: Playlist): boolean {
    return this.#holding.has(id);
  }

  async read(): Promise<void> {
    this.problem = null;
    const query = { track_id: this.#track.id };
    try {
      const [holding] = await Promise.all([
        body(this.#parts.api.GET('/lists/playlists', { params: { query } })),
        this.#parts.playlists.read(),
      ]);
      for (const { id } of holding) this.#holding.add(id);
      this.known = true;
    } catch (problem) {
      this.problem = problem;
    }
  }

  /** Puts it in, or takes it out where it is. One thing at a time for each playlist. */
  async toggle(playlist: Playlist): Promise<void> {
    if (this.#sending.has(playlist.id)) return;
    const adding = !this.holds(playlist);
    this.#sending.add(playlist.id);
    this.#mark(playlist, adding);
    const done = await (adding ? this.#add(playlist) : this.#remove(playlist));
    if (!done) this.#mark(playlist, !adding);
    this.#sending.delete(playlist.id);
  }

  /** Makes one with the track in it. Answers whether it is there. */
  async create(name: string): Promise<boolean> {
    if (this.creating) return false;
    this.creating = true;
    const made = await this.#parts.playlists.create(name, this.#track);
    if (made && made.track_count > 0) this.#mark(made, true);
    this.creating = false;
    return made !== null;
  }

  #add(playlist: Playlist): Promise<Playlist | null> {
    return this.#parts.playlists.add(playlist, this.#track);
  }

  async #remove(playlist: Playlist): Promise<Playlist | null> {
    const changed = await this.#parts.playlists.remove(playlist, this.#track);
    if (!changed) return null;
    const link = { label: 'undo', onselect: () => void this.toggle(changed) };
    this.#parts.toasts.success(`took ${this.#track.title} off ${playlist.name}`, { link, durationMs: UNDO_MS });
    return changed;
  }

  #mark({ id }: Playlist, held: boolean): void {
    if (held) this.#holding.add(id);
    else this.#holding.delete(id);
  }
}

export const addingTo = (app: Pick<App, 'api' | 'toasts' | 'session'>, track: Track, except: string | null): Adding =>
  new Adding({ api: app.api, toasts: app.toasts, playlists: ownPlaylists(app) }, track, except);
