import { body } from '#lib/api/client.ts';
import type { Track } from '#lib/api/contract.ts';
import { PdsState } from '#lib/features/pds/pds-state.svelte.ts';
import type { App } from '#lib/state/app.svelte.ts';

/** The listener's own like of a track, whose record could not be written (CON-10). */
export class OwnLike {
  failed = $state(false);
  readonly pds: PdsState;

  constructor({ api, toasts }: Pick<App, 'api' | 'toasts'>, { id, like_failed }: Track) {
    const read = async (): Promise<void> => {
      const track = await body(api.GET('/tracks/{id}', { params: { path: { id } } }));
      this.failed = track.like_failed ?? false;
    };
    this.pds = new PdsState({ api, toasts, read });
    // a list that was read before may be behind
    if (like_failed) void read().catch(() => (this.failed = true));
  }
}
