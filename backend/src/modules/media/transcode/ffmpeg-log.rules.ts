/** Integrated loudness in the summary that the ebur128 filter writes at the end, in LUFS; null for silence. */
export function integratedLoudness(said: string): number | null {
  const summary = said.slice(said.lastIndexOf('Integrated loudness:'));
  const value = Number(/^Integrated loudness:\s+I:\s+(-?[\d.]+) LUFS/.exec(summary)?.[1] ?? NaN);
  // The meter's floor: what lies below is not measured.
  return value > -70 ? value : null;
}

/** How far a running ffmpeg is, in milliseconds of sound; null for lines that say something else. */
export function progressMs(line: string): number | null {
  const micros = /^out_time_us=(\d+)$/.exec(line)?.[1];
  return micros === undefined ? null : Number(micros) / 1000;
}

/** Bytes written so far to the first output. */
export function writtenBytes(line: string): number | null {
  const bytes = /^total_size=(\d+)$/.exec(line)?.[1];
  return bytes === undefined ? null : Number(bytes);
}
