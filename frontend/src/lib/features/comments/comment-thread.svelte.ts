import { body, type Api } from '#lib/api/client.ts';
import type { Comment } from '#lib/api/contract.ts';
import { ApiProblem } from '#lib/api/problem.ts';
import type { Toasts } from '#lib/state/toasts.svelte.ts';

/** A comment is spoken of this long after its moment. */
const SPOKEN_MS = 8000;

export interface CommentThreadParts {
  api: Api;
  toasts: Pick<Toasts, 'success' | 'error'>;
}

/** The comments of one track, in playing order. */
export class CommentThread {
  comments = $state.raw<readonly Comment[]>([]);
  enabled = $state(false);
  known = $state(false);
  sending = $state(false);
  problem = $state.raw<unknown>(null);
  readonly #parts: CommentThreadParts;
  readonly #trackId: number;

  constructor(trackId: number, parts: CommentThreadParts) {
    this.#trackId = trackId;
    this.#parts = parts;
  }

  async read(): Promise<void> {
    this.problem = null;
    try {
      const { comments, comments_enabled } = await body(this.#parts.api.GET('/tracks/{id}/comments', this.#track()));
      this.#take(comments);
      this.enabled = comments_enabled;
      this.known = true;
    } catch (problem) {
      this.problem = problem;
    }
  }

  /** Returns whether it was accepted, so that a form keeps words that were not. */
  async add(text: string, timestampMs: number): Promise<boolean> {
    this.sending = true;
    try {
      const comment = await body(
        this.#parts.api.POST('/tracks/{id}/comments', {
          ...this.#track(),
          body: { text, timestamp_ms: Math.round(timestampMs) },
        }),
      );
      this.#take([...this.comments, comment]);
      return true;
    } catch (problem) {
      this.#parts.toasts.error(`the comment could not be posted. ${why(problem)}`);
      return false;
    } finally {
      this.sending = false;
    }
  }

  /** COM-02: other words for one's own; its moment stays. Returns whether they were accepted. */
  async change(comment: Comment, text: string): Promise<boolean> {
    if (text === comment.text) return true;
    this.sending = true;
    try {
      const path = { id: comment.id };
      const changed = await body(this.#parts.api.PATCH('/tracks/comments/{id}', { params: { path }, body: { text } }));
      this.#take(this.comments.map((other) => (other.id === comment.id ? changed : other)));
      return true;
    } catch (problem) {
      this.#parts.toasts.error(`the comment could not be changed. ${why(problem)}`);
      return false;
    } finally {
      this.sending = false;
    }
  }

  async remove(comment: Comment): Promise<void> {
    try {
      await body(this.#parts.api.DELETE('/tracks/comments/{id}', { params: { path: { id: comment.id } } }));
      this.#take(this.comments.filter(({ id }) => id !== comment.id));
      this.#parts.toasts.success('comment deleted');
    } catch (problem) {
      this.#parts.toasts.error(`the comment could not be deleted. ${why(problem)}`);
    }
  }

  /** The one that is being spoken at a moment of the track. */
  spokenAt(positionMs: number): Comment | null {
    const passed = this.comments.filter(
      ({ timestamp_ms }) => timestamp_ms <= positionMs && positionMs - timestamp_ms < SPOKEN_MS,
    );
    return passed.at(-1) ?? null;
  }

  #track() {
    return { params: { path: { id: this.#trackId } } };
  }

  #take(comments: readonly Comment[]): void {
    this.comments = [...comments].sort((one, other) => one.timestamp_ms - other.timestamp_ms || one.id - other.id);
  }
}

const why = (problem: unknown): string => (problem instanceof ApiProblem ? problem.detail : 'try again in a moment.');
