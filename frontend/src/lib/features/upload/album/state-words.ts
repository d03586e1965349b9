import type { Upload } from '#lib/state/uploads/upload.svelte.ts';
import type { TrackState } from './album-track.svelte.ts';

type Progress = Pick<Upload, 'percent' | 'message'>;

/** How a track gets on, in a word or two. */
export function stateWords(state: TrackState, upload: Progress | null): string {
  if (state === 'sending') return `sending ${Math.floor(upload?.percent ?? 0)} %`;
  if (state === 'working') return upload?.message ?? 'being made';
  if (state === 'there') return 'ready';
  if (state === 'up') return 'done';
  return state === 'waiting' ? 'waiting' : '';
}
