import { body } from '#lib/api/client.ts';
import type { Track } from '#lib/api/contract.ts';
import { PdsState, type PdsStateParts } from '#lib/features/pds/pds-state.svelte.ts';
import { rewritten } from './record-state.ts';

/** How the record of a track gets to the PDS; `onread` is told the track as it is read, and as it is written again. */
export const recordOf = (
  { api, toasts }: Pick<PdsStateParts, 'api' | 'toasts'>,
  track: Track,
  onread: (track: Track) => void,
): PdsState =>
  new PdsState({
    api,
    toasts,
    read: async () => onread(await body(api.GET('/tracks/{id}', { params: { path: { id: track.id } } }))),
    write: async () => {
      onread(await rewritten(api, track));
      return `${track.title} is on its way to your pds`;
    },
  });
