import type { Track } from '#lib/api/contract.ts';

/** How long it all sounds; what is not known counts nothing. */
export const totalMs = (tracks: readonly Pick<Track, 'duration_ms'>[]): number =>
  tracks.reduce((sum, { duration_ms }) => sum + (duration_ms ?? 0), 0);
