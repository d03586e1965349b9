import { hz } from './harmony.mjs';
import { randomFrom } from './random.mjs';
import { RATE } from './song.mjs';

const TAU = 2 * Math.PI;

/** A sound of `seconds`, sample by sample, brought to a peak of one. */
export function drawn(seconds, sample) {
  const sound = new Float32Array(Math.ceil(seconds * RATE));
  for (let i = 0; i < sound.length; i++) sound[i] = sample(i / RATE, i);
  return peaked(sound);
}

/** Brings a sound, or a pair, to a peak of one, and takes the click off its end. */
export function peaked(sound) {
  const channels = sound instanceof Float32Array ? [sound] : sound;
  let peak = 0;
  for (const channel of channels) for (const value of channel) peak = Math.max(peak, Math.abs(value));
  for (const channel of channels) {
    const tail = Math.min(channel.length, Math.round(0.008 * RATE));
    for (let i = 0; i < channel.length; i++) channel[i] /= peak || 1;
    for (let i = 0; i < tail; i++) channel[channel.length - 1 - i] *= i / tail;
  }
  return sound;
}

/** Rises in `attack` seconds, stays, and falls in the last `release` seconds; smooth at both ends. */
export function swell(seconds, attack, release) {
  return (t) => {
    if (t >= attack && t <= seconds - release) return 1;
    const rise = Math.min(1, t / attack);
    const fall = Math.min(1, Math.max(0, seconds - t) / release);
    return Math.sin((rise * Math.PI) / 2) ** 2 * Math.sin((fall * Math.PI) / 2) ** 2;
  };
}

/** Struck: quick attack, then a fall to 1/e in `decay` seconds, cut by a short release. */
export function struck(seconds, decay, attack = 0.003) {
  return (t) => Math.min(1, t / attack) * Math.exp(-t / decay) * Math.min(1, Math.max(0, seconds - t) / 0.04);
}

/** A sawtooth without the harsh aliasing of the naive one. */
export function saw(frequency, phase = 0) {
  const step = frequency / RATE;
  let at = phase % 1;
  return (bend = 1) => {
    const increment = step * bend;
    at += increment;
    if (at >= 1) at -= 1;
    let value = 2 * at - 1;
    if (at < increment) {
      const x = at / increment;
      value -= x + x - x * x - 1;
    } else if (at > 1 - increment) {
      const x = (at - 1) / increment;
      value -= x * x + x + x + 1;
    }
    return value;
  };
}

/** A sine that dies away to 1/e in `decay` seconds: a vector that turns and shrinks, so it costs no sine per sample. */
export function ringing(frequency, level, decay, phase = 0) {
  const w = (TAU * frequency) / RATE;
  const keep = Math.exp(-1 / (decay * RATE));
  const turnX = keep * Math.cos(w);
  const turnY = keep * Math.sin(w);
  let x = level * Math.cos(phase);
  let y = level * Math.sin(phase);
  return () => {
    const out = y;
    y = x * turnY + y * turnX;
    x = x * turnX - out * turnY;
    return out;
  };
}

/** A two-pole low-pass whose cutoff may move with every sample. */
export function lowpass() {
  let low = 0;
  let band = 0;
  return (input, cutoff, resonance = 0.2) => {
    const w = (Math.PI * Math.min(cutoff, RATE / 6.5)) / RATE;
    // The sine of a small angle, cheaper.
    const f = 2 * w - (w * w * w) / 3;
    const high = input - low - (2 - 1.9 * resonance) * band * 0.7;
    band += f * high;
    low += f * band;
    return low;
  };
}

/** A band-pass around a fixed frequency. */
export function bandpass(frequency, q) {
  const w = (TAU * frequency) / RATE;
  const alpha = Math.sin(w) / (2 * q);
  const b0 = alpha / (1 + alpha);
  const a1 = (-2 * Math.cos(w)) / (1 + alpha);
  const a2 = (1 - alpha) / (1 + alpha);
  let x1 = 0;
  let x2 = 0;
  let y1 = 0;
  let y2 = 0;
  return (x) => {
    const y = b0 * (x - x2) - a1 * y1 - a2 * y2;
    x2 = x1;
    x1 = x;
    y2 = y1;
    y1 = y;
    return y;
  };
}

export function highpass(frequency) {
  const keep = Math.exp((-TAU * frequency) / RATE);
  let last = 0;
  let out = 0;
  return (x) => {
    out = keep * (out + x - last);
    last = x;
    return out;
  };
}

const kept = new Map();

/** The same note is drawn once: equal names mean equal sounds. */
export function once(name, draw) {
  let sound = kept.get(name);
  if (!sound) kept.set(name, (sound = draw()));
  return sound;
}

/** White noise that is the same for the same name. */
export function noiseOf(name) {
  return randomFrom(name).noise;
}

export { hz, TAU };
