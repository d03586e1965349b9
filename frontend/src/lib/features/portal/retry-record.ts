import type { Track } from '#lib/api/contract.ts';
import type { PdsStateParts } from '#lib/features/pds/pds-state.svelte.ts';
import type { App } from '#lib/state/app.svelte.ts';
import { recordOf } from './record-of.ts';
import { isOnItsWay } from './record-state.ts';

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
  const pds = recordOf({ api, toasts }, track, take);
  await pds.retry();
  if (leaving.aborted || !isOnItsWay(now)) return;
  end = pds.follow();
  leaving.addEventListener('abort', end, { once: true });
}
