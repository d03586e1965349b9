import type { Track } from '#lib/api/contract.ts';

/** The list with one that was in it again, behind the same neighbour. */
export function back(tracks: readonly Track[], track: Track, before: readonly Track[]): readonly Track[] {
  if (tracks.some(({ id }) => id === track.id)) return tracks;
  const index = before.findIndex(({ id }) => id === track.id);
  const above = before.slice(0, index);
  return tracks.toSpliced(tracks.findLastIndex(({ id }) => above.some((other) => other.id === id)) + 1, 0, track);
}
