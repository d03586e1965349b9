import type { Track } from '#lib/api/contract.ts';

type Timed = Pick<Track, 'duration_ms'>;

/** Where a track stands on the one line of its record. */
export interface Segment<Of extends Timed> {
  track: Of;
  startMs: number;
  durationMs: number;
}

/** The tracks end to end. */
export function segments<Of extends Timed>(tracks: readonly Of[]): Segment<Of>[] {
  let startMs = 0;
  return tracks.map((track) => {
    const durationMs = track.duration_ms ?? 0;
    const segment = { track, startMs, durationMs };
    startMs += durationMs;
    return segment;
  });
}

/** The track that sounds at a moment of the record, and the moment inside it. The very end belongs to the last. */
export function momentAt<Of extends Timed>(
  line: readonly Segment<Of>[],
  positionMs: number,
): { track: Of; atMs: number } | null {
  const found = line.findLast(({ startMs, durationMs }) => startMs <= positionMs && durationMs > 0) ?? line[0];
  if (!found) return null;
  return { track: found.track, atMs: Math.min(found.durationMs, Math.max(0, positionMs - found.startMs)) };
}

/** The peaks of all, each as wide as it is long; silence where they are not known yet. Null while none is. */
export function linePeaks<Of extends Timed>(
  line: readonly Segment<Of>[],
  peaksOf: (track: Of) => readonly number[] | null,
  bins = 960,
): number[] | null {
  const whole = line.reduce((sum, { durationMs }) => sum + durationMs, 0);
  const known = line.map(({ track }) => peaksOf(track));
  if (whole === 0 || known.every((peaks) => peaks === null)) return null;
  const binAt = (ms: number): number => Math.round((ms / whole) * bins);
  return line.flatMap(({ startMs, durationMs }, index) => {
    const width = binAt(startMs + durationMs) - binAt(startMs);
    const peaks = known[index] ?? [];
    return Array.from({ length: width }, (_, bin) => loudest(peaks, bin / width, (bin + 1) / width));
  });
}

function loudest(peaks: readonly number[], from: number, to: number): number {
  const first = Math.floor(from * peaks.length);
  return Math.max(0, ...peaks.slice(first, Math.max(first + 1, Math.ceil(to * peaks.length))));
}
