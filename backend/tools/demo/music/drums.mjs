import { bandpass, drawn, highpass, lowpass, noiseOf, once, TAU } from './sounds.mjs';

/** A bass drum that falls from `from` to `to` Hz. */
export function kick({ from = 160, to = 48, decay = 0.22, click = 0.3 } = {}) {
  return once(`kick ${from} ${to} ${decay} ${click}`, () => {
    const noise = noiseOf('kick');
    let phase = 0;
    return drawn(decay * 3.2, (t) => {
      phase += (TAU * (to + (from - to) * Math.exp(-t / 0.035))) / 44_100;
      return Math.tanh(1.6 * Math.sin(phase)) * Math.exp(-t / decay) + click * noise() * Math.exp(-t / 0.004);
    });
  });
}

export function snare({ tone = 185, decay = 0.14, snap = 0.8 } = {}) {
  return once(`snare ${tone} ${decay} ${snap}`, () => {
    const noise = noiseOf('snare');
    const wires = highpass(1400);
    return drawn(decay * 4, (t) => {
      const head =
        Math.sin(TAU * tone * t) * Math.exp(-t / 0.07) + 0.5 * Math.sin(TAU * tone * 1.78 * t) * Math.exp(-t / 0.04);
      return 0.6 * head + snap * wires(noise()) * Math.exp(-t / decay) * Math.min(1, t / 0.001);
    });
  });
}

export function clap() {
  return once('clap', () => {
    const noise = noiseOf('clap');
    const hands = bandpass(1300, 1.1);
    return drawn(0.4, (t) => {
      const hits = [0, 0.011, 0.022].reduce((sum, at) => sum + (t >= at ? Math.exp(-(t - at) / 0.006) : 0), 0);
      return hands(noise()) * (hits + (t > 0.03 ? Math.exp(-(t - 0.03) / 0.08) : 0));
    });
  });
}

/** Cymbals: `decay` 0.03 is a closed hat, 0.2 an open one, 0.9 a ride. */
export function hat(decay = 0.04, tone = 7000) {
  return once(`hat ${decay} ${tone}`, () => {
    const noise = noiseOf('hat');
    const bright = highpass(tone);
    const metal = [2, 3, 4.16, 5.43, 6.79, 8.21].map((ratio) => (ratio * tone) / 9);
    return drawn(Math.min(1.6, decay * 6), (t) => {
      let ring = 0;
      for (const frequency of metal) ring += Math.sign(Math.sin(TAU * frequency * t));
      return bright(noise() * 0.8 + ring * 0.1) * Math.exp(-t / decay);
    });
  });
}

export function rim() {
  return once('rim', () =>
    drawn(0.12, (t) => (Math.sin(TAU * 1720 * t) + 0.7 * Math.sin(TAU * 530 * t)) * Math.exp(-t / 0.014)),
  );
}

/** A shaker, or a brush on a snare when it is long. */
export function shaker(length = 0.07, tone = 5200) {
  return once(`shaker ${length} ${tone}`, () => {
    const noise = noiseOf('shaker');
    const grain = bandpass(tone, 1.2);
    return drawn(
      length * 2.4,
      (t) =>
        grain(noise()) * Math.min(1, t / (length * 0.5)) * Math.exp(-Math.max(0, t - length * 0.5) / (length * 0.4)),
    );
  });
}

export function tom(frequency = 110, decay = 0.25) {
  return once(`tom ${frequency} ${decay}`, () => {
    let phase = 0;
    return drawn(decay * 3, (t) => {
      phase += (TAU * frequency * (1 + 0.5 * Math.exp(-t / 0.03))) / 44_100;
      return Math.sin(phase) * Math.exp(-t / decay);
    });
  });
}

/** Something knocks on old iron. */
export function knock(frequency = 140) {
  return once(`knock ${frequency}`, () => {
    const noise = noiseOf('knock');
    const body = lowpass();
    return drawn(0.9, (t) => {
      const iron = Math.sin(TAU * frequency * t) + 0.5 * Math.sin(TAU * frequency * 2.76 * t) * Math.exp(-t / 0.05);
      return iron * Math.exp(-t / 0.16) + 0.8 * body(noise(), 700) * Math.exp(-t / 0.02);
    });
  });
}
