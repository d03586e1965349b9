/** As files are often made; a better one is shorter than this makes of its size. */
const USUAL_BITRATE = 128_000;

/** How long a sound is; where nobody measured it, at most what its size allows for. */
export function soundLengthMs(sound: { durationMs: number | null; bytes: number; bitrate: number | null }): number {
  return sound.durationMs ?? Math.ceil((sound.bytes * 8 * 1000) / (sound.bitrate || USUAL_BITRATE));
}
