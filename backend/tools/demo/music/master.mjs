import { RATE } from './song.mjs';
import { highpass } from './sounds.mjs';

const CEILING = 10 ** (-1.6 / 20);
const BLOCK = 128;

/** The last hand on a piece: silence at its end cut, fades, rumble out, loudness as wanted (LUFS), and no sample over the ceiling. */
export function master(song, { loudness = -14, fadeIn = 0.02, fadeOut = 3 } = {}) {
  trim(song);
  for (const channel of [song.left, song.right]) {
    const clean = highpass(26);
    for (let i = 0; i < channel.length; i++) channel[i] = clean(channel[i]) * edge(i, channel.length, fadeIn, fadeOut);
  }
  // Limiting takes a little loudness away; the second round gives it back.
  for (let round = 0; round < 2; round++) {
    scale(song, 10 ** ((loudness - integrated(song)) / 20));
    limit(song);
  }
}

function trim(song) {
  let end = song.left.length;
  while (end > RATE && Math.abs(song.left[end - 1]) + Math.abs(song.right[end - 1]) < 0.004) end--;
  end = Math.min(song.left.length, end + Math.round(0.3 * RATE));
  song.left = song.left.subarray(0, end);
  song.right = song.right.subarray(0, end);
}

function edge(i, length, fadeIn, fadeOut) {
  const rise = Math.min(1, i / RATE / fadeIn);
  const fall = Math.min(1, (length - 1 - i) / RATE / fadeOut);
  return rise * fall * fall * (3 - 2 * fall);
}

function scale({ left, right }, gain) {
  for (let i = 0; i < left.length; i++) {
    left[i] *= gain;
    right[i] *= gain;
  }
}

/** Integrated loudness after ITU-R BS.1770: K-weighted, gated, over blocks of 400 ms. */
export function integrated({ left, right }) {
  const step = Math.round(0.1 * RATE);
  const sums = new Float64Array(Math.floor(left.length / step));
  for (const channel of [left, right]) {
    const weigh = kWeighting();
    for (let block = 0, i = 0; block < sums.length; block++) {
      for (const end = i + step; i < end; i++) sums[block] += weigh(channel[i]) ** 2;
    }
  }
  const powers = [];
  for (let n = 0; n + 3 < sums.length; n++)
    powers.push((sums[n] + sums[n + 1] + sums[n + 2] + sums[n + 3]) / (4 * step));
  const mean = (list) => list.reduce((sum, power) => sum + power, 0) / Math.max(1, list.length);
  const loud = powers.filter((power) => lufs(power) > -70);
  const gate = lufs(mean(loud)) - 10;
  return lufs(mean(loud.filter((power) => lufs(power) > gate)));
}

const lufs = (power) => -0.691 + 10 * Math.log10(power || 1e-12);

/** The two filters of BS.1770, with their coefficients for 44.1 kHz. */
function kWeighting() {
  const shelf = biquad(
    1.530841230050348,
    -2.6509799951547297,
    1.169079079921587,
    -1.6636551132560204,
    0.7125954280732254,
  );
  const high = biquad(1, -2, 1, -1.9891696736297957, 0.9891990357870394);
  return (x) => high(shelf(x));
}

function biquad(b0, b1, b2, a1, a2) {
  let x1 = 0;
  let x2 = 0;
  let y1 = 0;
  let y2 = 0;
  return (x) => {
    const y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
    x2 = x1;
    x1 = x;
    y2 = y1;
    y1 = y;
    return y;
  };
}

/** Turns down before a peak comes and lets go slowly after it. */
function limit({ left, right }) {
  const blocks = Math.ceil(left.length / BLOCK);
  const needed = new Float64Array(blocks + 1).fill(1);
  for (let i = 0; i < left.length; i++) {
    const peak = Math.max(Math.abs(left[i]), Math.abs(right[i]));
    const block = (i / BLOCK) | 0;
    if (peak * needed[block] > CEILING) needed[block] = CEILING / peak;
  }
  const gain = needed.slice();
  for (let n = 1; n < blocks; n++) gain[n] = Math.min(gain[n], gain[n - 1] * 1.012 + 0.0005);
  for (let n = blocks - 1; n >= 0; n--) gain[n] = Math.min(gain[n], gain[n + 1] * 1.25);
  // Between blocks the gain goes straight from the smaller neighbour to the next, so it is never above what is needed.
  const low = gain.map((value, n) => Math.min(value, gain[n - 1] ?? value));
  for (let i = 0; i < left.length; i++) {
    const block = (i / BLOCK) | 0;
    const part = (i % BLOCK) / BLOCK;
    const now = low[block] * (1 - part) + Math.min(low[block + 1], gain[block]) * part;
    left[i] *= now;
    right[i] *= now;
  }
}
