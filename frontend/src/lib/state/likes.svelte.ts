import { SvelteMap } from 'svelte/reactivity';
import { body, type Api } from '../api/client.ts';
import type { Track } from '../api/contract.ts';
import { reasonOf } from '../api/problem.ts';
import { Emitter } from '../player/emitter.ts';
import type { Toasts } from './toasts.svelte.ts';

type Counted = Pick<Track, 'id' | 'is_liked' | 'like_count'>;
export interface LikeChange {
  track: Track;
  liked: boolean;
  /** The server would not have the wish: it is as it was. */
  refused: boolean;
}

/** CON-03: a like names the record of its track, so there must be one. */
export const isLikeable = (track: Pick<Track, 'atproto_record_cid'>): boolean => track.atproto_record_cid !== null;
export const NOT_LIKEABLE = 'it has no record on its artist’s pds yet, and a like has to name one.';

/** Where the first of what the listener likes is kept (UX-02); it goes when somebody else listens. */
export const KEPT_LIKES = 'plyr.liked';

export interface LikesParts {
  api: Api;
  toasts: Toasts;
  /** False for guests, who are asked to sign in; later where it is not known yet who listens. */
  maySave: () => boolean | Promise<boolean>;
  signInLink: () => string;
}

/** LIKE-07: what the listener likes, the same on every page at once, ahead of the server. */
export class Likes {
  /** As wished here, until a list that was asked for later says otherwise. */
  readonly #wished = new SvelteMap<number, boolean>();
  /** What the server said or was told last, and when, which a list fetched earlier does not know. */
  readonly #saved = new SvelteMap<number, { liked: boolean; atMs: number }>();
  readonly #sending = new SvelteMap<number, Promise<void>>();
  readonly #events = new Emitter<{ change: LikeChange }>();
  readonly #parts: LikesParts;

  constructor(parts: LikesParts) {
    this.#parts = parts;
  }

  /** How a track stands, whatever list its copy came from. */
  of(track: Counted): { liked: boolean; count: number } {
    const liked = this.#wished.get(track.id) ?? track.is_liked;
    return { liked, count: Math.max(0, track.like_count + Number(liked) - Number(track.is_liked)) };
  }

  toggle(track: Track): void {
    const may = this.#parts.maySave();
    if (typeof may === 'boolean') this.#toggle(track, may);
    else void may.then((later) => this.#toggle(track, later));
  }

  #toggle(track: Track, maySave: boolean): void {
    const { toasts, signInLink } = this.#parts;
    if (!maySave) {
      toasts.info(`sign in to like ${track.title}`, { link: { label: 'sign in', href: signInLink() } });
      return;
    }
    if (!isLikeable(track)) {
      toasts.info(`${track.title} cannot be liked yet. ${NOT_LIKEABLE}`);
      return;
    }
    this.#wish(track, !this.of(track).liked);
    if (this.#sending.has(track.id)) return;
    const sent = this.#send(track).finally(() => this.#sending.delete(track.id));
    this.#sending.set(track.id, sent);
  }

  /** Called whenever a track becomes liked or is not any more, also when the server would not have it. */
  onchange(listener: (change: LikeChange) => void): () => void {
    return this.#events.on('change', listener);
  }

  /** The server knows all that was wished so far. */
  async settled(): Promise<void> {
    await Promise.all(this.#sending.values());
  }

  /** Fresh copies: what is newer than one's own wish, such as a like from another device, counts from now on. */
  learn(tracks: readonly Counted[], askedAtMs: number): void {
    for (const { id, is_liked: liked } of tracks) {
      const saved = this.#saved.get(id);
      if (!saved || saved.atMs > askedAtMs || this.#sending.has(id)) continue;
      this.#saved.set(id, { liked, atMs: askedAtMs });
      this.#wished.set(id, liked);
    }
  }

  /** Another listener, or fresh lists. */
  reset(): void {
    this.#wished.clear();
    this.#saved.clear();
  }

  #wish(track: Track, liked: boolean, refused = false): void {
    this.#wished.set(track.id, liked);
    this.#events.emit('change', { track, liked, refused });
  }

  /** One request per track at a time; quick presses end in the last wish. */
  async #send(track: Track): Promise<void> {
    let known = this.#saved.get(track.id)?.liked ?? track.is_liked;
    try {
      for (
        let wish = this.#wished.get(track.id);
        wish !== undefined && wish !== known;
        wish = this.#wished.get(track.id)
      ) {
        await this.#put(track.id, wish);
        known = wish;
        this.#saved.set(track.id, { liked: wish, atMs: performance.now() });
      }
      this.#parts.toasts.success(`${known ? 'liked' : 'unliked'} ${track.title}`);
    } catch (problem) {
      this.#wish(track, known, true);
      this.#parts.toasts.error(`${track.title} could not be ${known ? 'unliked' : 'liked'}. ${reasonOf(problem)}`);
    }
  }

  #put(id: number, liked: boolean): Promise<unknown> {
    const path = { params: { path: { id } } };
    return liked
      ? body(this.#parts.api.POST('/tracks/{id}/like', path))
      : body(this.#parts.api.DELETE('/tracks/{id}/like', path));
  }
}
