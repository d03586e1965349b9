import { body, type Api } from '#lib/api/client.ts';
import type { MigrationFailure } from '#lib/api/contract.ts';
import { ApiProblem } from '#lib/api/problem.ts';
import type { Toasts } from '#lib/state/toasts.svelte.ts';
import { counted } from '#lib/util/count.ts';

export interface MigrationParts {
  api: Api;
  toasts: Pick<Toasts, 'info' | 'update'>;
}

/** AUTH-15: brings what the listener has in a former namespace into the present one, some records with each call. */
export class Migration {
  /** Records that are still in the old place. */
  left = $state(0);
  moved = $state(0);
  moving = $state(false);
  failures = $state.raw<readonly MigrationFailure[]>([]);
  readonly percent = $derived((this.moved / Math.max(1, this.moved + this.left)) * 100);
  readonly #parts: MigrationParts;

  constructor(parts: MigrationParts) {
    this.#parts = parts;
  }

  /** Whoever cannot be asked now is asked at the next visit. */
  async check(): Promise<void> {
    try {
      this.left = await this.#count();
    } catch {
      this.left = 0;
    }
  }

  async run(): Promise<void> {
    if (this.moving) return;
    const { toasts } = this.#parts;
    this.moving = true;
    this.moved = 0;
    const toast = toasts.info('moving your records…', { durationMs: 0, percent: 0 });
    const end = { percent: undefined, durationMs: undefined };
    try {
      while (await this.#turn()) toasts.update(toast, 'moving your records…', { percent: this.percent });
      this.left = await this.#count();
      const done = `${counted(this.moved, 'record')} moved`;
      if (this.left === 0) toasts.update(toast, done, { ...end, kind: 'success' });
      else toasts.update(toast, `${done}, ${this.left} could not be`, { ...end, kind: 'warning' });
    } catch (problem) {
      const why = problem instanceof ApiProblem ? problem.detail : 'it could not be finished.';
      toasts.update(toast, `${why} what was moved stays moved.`, { ...end, kind: 'error' });
    } finally {
      this.moving = false;
    }
  }

  /** Whether another call may move more. */
  async #turn(): Promise<boolean> {
    const done = await body(this.#parts.api.POST('/migration/migrate'));
    this.moved += done.deleted_count;
    this.left = Math.max(0, this.left - done.deleted_count);
    this.failures = done.errors;
    return done.deleted_count > 0 && this.left > done.failed_count;
  }

  async #count(): Promise<number> {
    return (await body(this.#parts.api.GET('/migration/check'))).old_record_count;
  }
}

let asked: { did: string; migration: Migration } | null = null;

/** The migration of somebody; whether they need one is asked once while they are signed in. */
export function migrationOf(did: string, parts: MigrationParts): Migration {
  if (asked?.did !== did) {
    asked = { did, migration: new Migration(parts) };
    void asked.migration.check();
  }
  return asked.migration;
}
