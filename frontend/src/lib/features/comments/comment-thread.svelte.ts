import { body, type Api } from '#lib/api/client.ts';
import type { Comment, CommentList } from '#lib/api/contract.ts';
import { reasonOf } from '#lib/api/problem.ts';
import { PdsState } from '#lib/features/pds/pds-state.svelte.ts';
import type { Session } from '#lib/state/session.svelte.ts';
import type { Toasts } from '#lib/state/toasts.svelte.ts';
import { clock } from '#lib/util/clock.ts';
import { draftOf } from './comment-draft.ts';

/** A comment is spoken of this long after its moment. */
const SPOKEN_MS = 8000;

export interface CommentThreadParts {
  api: Api;
  toasts: Pick<Toasts, 'success' | 'error'>;
  /** Who speaks here. */
  session: Pick<Session, 'me'>;
}

/** The comments of one track, in playing order. */
export class CommentThread {
  comments = $state.raw<readonly Comment[]>([]);
  enabled = $state(false);
  known = $state(false);
  sending = $state(false);
  problem = $state.raw<unknown>(null);
  /** One's own words are on their way to one's repository. */
  readonly syncing = $derived(this.comments.some(({ sync_state }) => sync_state === 'pending'));
  readonly pds: PdsState;
  readonly #parts: CommentThreadParts;
  readonly #trackId: number;
  #lastDraft = 0;

  constructor(trackId: number, parts: CommentThreadParts) {
    this.#trackId = trackId;
    this.#parts = parts;
    this.pds = new PdsState({ ...parts, read: () => this.#readStates() });
  }

  async read(): Promise<void> {
    this.problem = null;
    try {
      const { comments, comments_enabled } = await this.#read();
      this.#take(comments);
      this.enabled = comments_enabled;
      this.known = true;
    } catch (problem) {
      this.problem = problem;
    }
  }

  /** Shown at once. Returns whether it was accepted, so that a form gives back words that were not. */
  async add(text: string, timestampMs: number): Promise<boolean> {
    const timestamp_ms = Math.round(timestampMs);
    const draft = draftOf(this.#parts.session.me, { id: --this.#lastDraft, text, timestamp_ms });
    this.#take([...this.comments, draft]);
    this.sending = true;
    try {
      const written = { text, timestamp_ms };
      const comment = await body(this.#parts.api.POST('/tracks/{id}/comments', { ...this.#track(), body: written }));
      this.#put(draft.id, comment);
      this.#parts.toasts.success(`comment posted at ${clock(comment.timestamp_ms)}`);
      return true;
    } catch (problem) {
      this.#drop(draft.id);
      this.#parts.toasts.error(`the comment could not be posted. ${reasonOf(problem)}`);
      return false;
    } finally {
      this.sending = false;
    }
  }

  /** COM-02: other words for one's own, shown at once; its moment stays. Returns whether they were accepted. */
  async change(comment: Comment, text: string): Promise<boolean> {
    if (text === comment.text) return true;
    this.#put(comment.id, { ...comment, text });
    try {
      const path = { id: comment.id };
      const changed = await body(this.#parts.api.PATCH('/tracks/comments/{id}', { params: { path }, body: { text } }));
      this.#put(comment.id, changed);
      this.#parts.toasts.success('comment changed');
      return true;
    } catch (problem) {
      this.#put(comment.id, comment);
      this.#parts.toasts.error(`the comment could not be changed. ${reasonOf(problem)}`);
      return false;
    }
  }

  async remove(comment: Comment): Promise<void> {
    this.#drop(comment.id);
    try {
      await body(this.#parts.api.DELETE('/tracks/comments/{id}', { params: { path: { id: comment.id } } }));
      this.#parts.toasts.success('comment deleted');
    } catch (problem) {
      this.#take([...this.comments, comment]);
      this.#parts.toasts.error(`the comment could not be deleted. ${reasonOf(problem)}`);
    }
  }

  /** The one that is being spoken at a moment of the track. */
  spokenAt(positionMs: number): Comment | null {
    const passed = this.comments.filter(
      ({ timestamp_ms }) => timestamp_ms <= positionMs && positionMs - timestamp_ms < SPOKEN_MS,
    );
    return passed.at(-1) ?? null;
  }

  #read(): Promise<CommentList> {
    return body(this.#parts.api.GET('/tracks/{id}/comments', this.#track()));
  }

  /** Only how the records stand: words may be newer here, and none shall move under the hand. */
  async #readStates(): Promise<void> {
    const { comments } = await this.#read();
    const stateOf = (id: number) => comments.find((read) => read.id === id)?.sync_state;
    this.comments = this.comments.map((known) => ({ ...known, sync_state: stateOf(known.id) ?? known.sync_state }));
  }

  #track() {
    return { params: { path: { id: this.#trackId } } };
  }

  /** In the place of another, where that one still stands. */
  #put(id: number, comment: Comment): void {
    this.#take(this.comments.map((other) => (other.id === id ? comment : other)));
  }

  #drop(id: number): void {
    this.#take(this.comments.filter((other) => other.id !== id));
  }

  #take(comments: readonly Comment[]): void {
    this.comments = [...comments].sort((one, other) => one.timestamp_ms - other.timestamp_ms || one.id - other.id);
  }
}
