import { body } from '#lib/api/client.ts';
import type { Track } from '#lib/api/contract.ts';
import type { App } from '#lib/state/app.svelte.ts';
import { linkedMoment } from '#lib/util/clock.ts';

/** A track that an address of the home page asks for. */
export interface LinkedTrack {
  track: Track;
  fromMs: number;
}

/** Null when there is no such track, which is said. */
export async function readLinkedTrack(
  { api, queue, toasts }: Pick<App, 'api' | 'queue' | 'toasts'>,
  flags: URLSearchParams,
): Promise<LinkedTrack | null> {
  const id = Number(flags.get('track'));
  try {
    if (!Number.isSafeInteger(id) || id < 1) throw new RangeError('no number of a track');
    const track = await body(api.GET('/tracks/{id}', { params: { path: { id } } }));
    queue.learn([track]);
    return { track, fromMs: linkedMoment(flags.get('t')) ?? 0 };
  } catch {
    toasts.info('the track of that link is not here any more');
    return null;
  }
}
