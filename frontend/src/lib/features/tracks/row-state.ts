import type { Track } from '#lib/api/contract.ts';

/** What a row says about its track beside the facts. */
export type RowState = 'playing' | 'paused' | 'pending' | 'failed' | 'disabled';

/** What a row says: sound first, then what its owner should know. */
export function rowState(track: Track, on: 'playing' | 'paused' | null): RowState | null {
  if (track.broken_reason === 'audio_missing') return 'disabled';
  if (on) return on;
  if (track.publish_state === 'pending') return 'pending';
  if (track.publish_state === 'failed' || track.sync_state === 'failed' || track.broken_reason) return 'failed';
  return null;
}

/** It is the current track, sounding or not. */
export const isOn = (state: RowState | null): boolean => state === 'playing' || state === 'paused';

/** Its sound can be had. */
export const isPlayable = (state: RowState | null): boolean => state !== 'disabled' && state !== 'pending';
