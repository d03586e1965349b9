/** Loudness that tracks are brought down to, in LUFS: the level most streaming services agreed on. */
export const TARGET_LUFS = -14;

/** Factor for `element.volume`. A volume cannot exceed 1, so quiet tracks stay as they are. */
export function loudnessGain(loudnessLufs: number | null): number {
  if (loudnessLufs === null || !Number.isFinite(loudnessLufs)) return 1;
  return Math.min(1, 10 ** ((TARGET_LUFS - loudnessLufs) / 20));
}
