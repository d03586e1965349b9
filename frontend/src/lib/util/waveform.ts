/** How bars of a waveform lie on whole pixels. */
export interface BarLayout {
  readonly bins: number;
  /** From the left edge of one bar to the next, in pixels. */
  readonly step: number;
  readonly bar: number;
}

/** As near to the wished number of bars as whole pixels allow; a bar is never thinner than one pixel. */
export function barLayout(width: number, wished: number): BarLayout {
  const step = Math.max(2, Math.round(width / wished));
  const bar = Math.max(1, Math.round(step * 0.64));
  return { bins: Math.max(1, Math.floor((width + step - bar) / step)), step, bar };
}

/** Fewer peaks from many: each bin keeps its loudest, so a short hit is not averaged away. */
export function resample(peaks: readonly number[], bins: number): number[] {
  if (peaks.length === 0) return Array.from({ length: bins }, () => 0);
  return Array.from({ length: bins }, (_, bin) => {
    const from = Math.min(peaks.length - 1, Math.floor((bin * peaks.length) / bins));
    const to = Math.max(from + 1, Math.floor(((bin + 1) * peaks.length) / bins));
    return Math.max(...peaks.slice(from, to));
  });
}

/** One path of bars that stand on the bottom edge. The loudest bar fills the height, silence keeps a line of `floor` pixels. */
export function barsPath(peaks: readonly number[], { bins, step, bar }: BarLayout, height: number, floor = 2): string {
  const levels = resample(peaks, bins);
  const loudest = Math.max(...levels, 1);
  return levels
    .map((level, bin) => {
      const tall = Math.max(floor, Math.round((level / loudest) * height));
      return `M${bin * step} ${height}v-${tall}h${bar}v${tall}z`;
    })
    .join('');
}

/** The minutes (or tens of minutes) under a waveform: at most `most` of them, at places in per cent. */
export function rulerMarks(durationMs: number, most = 8): { ms: number; place: number }[] {
  if (!(durationMs > 0)) return [];
  const steps = [5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600].map((seconds) => seconds * 1000);
  const step = steps.find((candidate) => durationMs / candidate <= most) ?? 3_600_000;
  const marks = [];
  for (let ms = 0; ms <= durationMs; ms += step) marks.push({ ms, place: (ms / durationMs) * 100 });
  return marks;
}
