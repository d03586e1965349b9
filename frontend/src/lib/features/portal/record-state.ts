import { body, type Api } from '#lib/api/client.ts';
import type { Track } from '#lib/api/contract.ts';

/** Its record is not yet where it should be, but will be. */
export const isOnItsWay = ({ publish_state, sync_state }: Track): boolean =>
  publish_state === 'pending' || (publish_state === 'published' && sync_state === 'pending');

/** Its record could not be written; the artist may try again. */
export const isStranded = ({ publish_state, sync_state, broken_reason }: Track): boolean =>
  publish_state === 'failed' || sync_state === 'failed' || broken_reason === 'record_missing';

/** CON-04: has the record of a track written again. Throws an `ApiProblem`. */
export async function rewritten(api: Api, track: Track): Promise<Track> {
  const path = { params: { path: { id: track.id } } };
  // a record that is there but stale is written with the next change, even one that changes nothing
  if (track.sync_state === 'failed' && !track.broken_reason && track.publish_state === 'published')
    return body(api.PATCH('/tracks/{id}', { ...path, body: { title: track.title } }));
  return (await body(api.POST('/tracks/{id}/restore-record', path))).track;
}
