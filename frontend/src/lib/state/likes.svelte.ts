import { SvelteMap } from 'svelte/reactivity';
import { body, type Api } from '../api/client.ts';
import type { Track } from '../api/contract.ts';
import { ApiProblem } from '../api/problem.ts';
import type { Toasts } from './toasts.svelte.ts';

type Likeable = Pick<Track, 'id' | 'title' | 'is_liked' | 'like_count' | 'atproto_record_cid'>;

/** CON-03: a like names the record of its track, so there must be one. */
export const isLikeable = (track: Pick<Track, 'atproto_record_cid'>): boolean => track.atproto_record_cid !== null;
export const NOT_LIKEABLE = 'it has no record on its artist’s pds yet, and a like has to name one.';

export interface LikesParts {
  api: Api;
  toasts: Toasts;
  /** False for guests, who are asked to sign in. */
  maySave: () => boolean;
  signInLink: () => string;
}

/** LIKE-07: what the listener likes, the same on every page at once, ahead of the server. */
export class Likes {
  /** What was wished here since the lists were fetched. */
  readonly #wished = new SvelteMap<number, boolean>();
  /** What the server was told last, which a list fetched earlier does not know. */
  readonly #saved = new SvelteMap<number, boolean>();
  readonly #sending: Record<number, true> = {};
  readonly #parts: LikesParts;

  constructor(parts: LikesParts) {
    this.#parts = parts;
  }

  /** How a track stands, whatever list its copy came from. */
  of(track: Likeable): { liked: boolean; count: number } {
    const liked = this.#wished.get(track.id) ?? track.is_liked;
    return { liked, count: Math.max(0, track.like_count + Number(liked) - Number(track.is_liked)) };
  }

  toggle(track: Likeable): void {
    const { toasts, maySave, signInLink } = this.#parts;
    if (!maySave()) {
      toasts.info(`sign in to like ${track.title}`, { link: { label: 'sign in', href: signInLink() } });
      return;
    }
    if (!isLikeable(track)) {
      toasts.info(`${track.title} cannot be liked yet. ${NOT_LIKEABLE}`);
      return;
    }
    const liked = !this.of(track).liked;
    this.#wished.set(track.id, liked);
    void this.#send(track);
  }

  /** Another listener, or fresh lists. */
  reset(): void {
    this.#wished.clear();
    this.#saved.clear();
  }

  /** One request per track at a time; quick presses end in the last wish. */
  async #send(track: Likeable): Promise<void> {
    if (track.id in this.#sending) return;
    this.#sending[track.id] = true;
    let known = this.#saved.get(track.id) ?? track.is_liked;
    try {
      for (
        let wish = this.#wished.get(track.id);
        wish !== undefined && wish !== known;
        wish = this.#wished.get(track.id)
      ) {
        await this.#put(track.id, wish);
        known = wish;
        this.#saved.set(track.id, wish);
      }
      this.#parts.toasts.success(`${known ? 'liked' : 'unliked'} ${track.title}`);
    } catch (problem) {
      this.#wished.set(track.id, known);
      const why = problem instanceof ApiProblem ? ` ${problem.detail}` : '';
      this.#parts.toasts.error(`${track.title} could not be ${known ? 'unliked' : 'liked'}.${why}`);
    } finally {
      delete this.#sending[track.id];
    }
  }

  #put(id: number, liked: boolean): Promise<unknown> {
    const path = { params: { path: { id } } };
    return liked
      ? body(this.#parts.api.POST('/tracks/{id}/like', path))
      : body(this.#parts.api.DELETE('/tracks/{id}/like', path));
  }
}
