import { body } from '#lib/api/client.ts';
import type { Track } from '#lib/api/contract.ts';
import { PdsState, type PdsStateParts } from '#lib/features/pds/pds-state.svelte.ts';
import type { App } from '#lib/state/app.svelte.ts';
import { isOnItsWay, rewritten } from './record-state.ts';

/**
 * CON-04: another try from the row of a list. `onread` is told how the track stands until its record is written, could
 * not be again, or the list is left.
 */
export async function retryRecord(
  { api, toasts, learn }: Pick<PdsStateParts, 'api' | 'toasts'> & Pick<App, 'learn'>,
  track: Track,
  onread: (track: Track) => void,
  leaving: AbortSignal,
): Promise<void> {
  let now = track;
  let end = (): void => undefined;
  const take = (fresh: Track): void => {
    now = fresh;
    learn([fresh]);
    onread(fresh);
    if (!isOnItsWay(fresh)) end();
  };
  const pds = new PdsState({
    api,
    toasts,
    read: async () => take(await body(api.GET('/tracks/{id}', { params: { path: { id: track.id } } }))),
    write: async () => {
      take(await rewritten(api, track));
      return `${track.title} is on its way to your pds`;
    },
  });
  await pds.retry();
  if (leaving.aborted || !isOnItsWay(now)) return;
  end = pds.follow();
  leaving.addEventListener('abort', end, { once: true });
}
