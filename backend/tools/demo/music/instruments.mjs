import {
  bandpass,
  drawn,
  highpass,
  hz,
  lowpass,
  noiseOf,
  once,
  peaked,
  ringing,
  saw,
  struck,
  swell,
  TAU,
} from './sounds.mjs';
import { RATE } from './song.mjs';

const round = (seconds) => Math.round(seconds * 50) / 50;

/** A felt piano: stretched partials that fade the faster the higher they are, and a soft hammer. */
export function piano(note, seconds, touch = 0.6) {
  const length = round(seconds + 0.5);
  return once(`piano ${note} ${length} ${touch}`, () => {
    const base = hz(note);
    const hammer = noiseOf(`hammer ${note}`);
    const soft = lowpass();
    const long = 2.6 * 2 ** ((60 - note) / 24);
    const partials = [];
    for (let n = 1; n <= 12 && base * n < 9000; n++) {
      const frequency = base * n * Math.sqrt(1 + 0.00035 * n * n);
      const level = (touch ** (n * 0.55) / n ** 0.7) * (n % 7 === 0 ? 0.4 : 1);
      partials.push(ringing(frequency, level, long / (1 + 0.55 * (n - 1)), n * 0.7));
    }
    return drawn(length, (t) => {
      let sum = t < 0.2 ? 0.25 * soft(hammer(), 900) * Math.exp(-t / 0.018) : 0;
      for (let n = 0; n < partials.length; n++) sum += partials[n]();
      return sum * Math.min(1, t / 0.004) * Math.min(1, Math.max(0, length - t) / 0.35);
    });
  });
}

/** An electric piano: a sine bent by another, with a tine that rings for a moment. */
export function keys(note, seconds, bite = 1) {
  const length = round(seconds + 0.3);
  return once(`keys ${note} ${length} ${bite}`, () => {
    const step = TAU * hz(note);
    const fall = struck(length, 1.4 * 2 ** ((60 - note) / 30));
    return drawn(length, (t) => {
      const tine = 0.5 * bite * Math.exp(-t / 0.12) * Math.sin(step * 7 * t);
      const body = Math.sin(step * t + (0.35 + 0.9 * bite * Math.exp(-t / 0.5)) * Math.sin(step * t) + tine);
      return body * fall(t) * (1 + 0.12 * Math.sin(TAU * 4.6 * t));
    });
  });
}

/** A plucked string (Karplus and Strong). `soft` 0 to 1: how dark; `ring` how long it sounds, in seconds. */
export function pluck(note, seconds, { soft = 0.5, ring = 2.5, name = 'a' } = {}) {
  const length = round(seconds + 0.15);
  return once(`pluck ${note} ${length} ${soft} ${ring} ${name}`, () => {
    const frequency = hz(note);
    const period = RATE / frequency - 0.5;
    const whole = Math.floor(period);
    const part = period - whole;
    const line = new Float32Array(whole + 1);
    const noise = noiseOf(`pluck ${note} ${name}`);
    const dark = lowpass();
    for (let i = 0; i < line.length; i++) line[i] = dark(noise(), 6500 - 5200 * soft);
    // Plucked near the bridge: what has a knot there is missing.
    const knot = Math.max(1, Math.floor(line.length * 0.17));
    const start = Float32Array.from(line, (value, i) => value - line[(i + knot) % line.length]);
    line.set(start);
    const keep = 0.001 ** (1 / (frequency * ring));
    let [at, held, last] = [0, 0, 0];
    return drawn(length, (t) => {
      const next = (at + 1) % line.length;
      const value = line[at] * (1 - part) + line[next] * part;
      held = (1 - soft * 0.45) * value + soft * 0.45 * last;
      last = value;
      line[at] = 0.5 * keep * (held + last);
      at = next;
      return value * Math.min(1, Math.max(0, length - t) / 0.12);
    });
  });
}

/** Many detuned saws behind a slow filter, wide. */
export function pad(note, seconds, { attack = 1.5, release = 2, cutoff = 900, move = 0.4, spread = 0.006 } = {}) {
  const length = round(seconds + release);
  return once(`pad ${note} ${length} ${attack} ${release} ${cutoff} ${move} ${spread}`, () => {
    const shape = swell(length, attack, release);
    return peaked(
      [0, 1].map((side) => {
        const voices = [-1, 0.3, 1].map((n) =>
          saw(hz(note) * (1 + n * spread * (side ? 1 : 0.8)), (n + 1.37) * 0.31 + side * 0.23),
        );
        const filter = lowpass();
        const phase = side * 1.3 + note;
        let open = cutoff;
        return drawn(length, (t, i) => {
          // The filter moves slowly: now and then is often enough.
          if (i % 64 === 0) open = cutoff * (1 + move * Math.sin(TAU * 0.11 * t + phase));
          return filter(voices[0]() + voices[1]() + voices[2](), open, 0.15) * shape(t);
        });
      }),
    );
  });
}

/** A small organ: drawbars and a slow tremolo. */
export function organ(
  note,
  seconds,
  { attack = 0.06, release = 0.4, bars = [0.7, 1, 0.5, 0.28, 0.16], shake = 0.18 } = {},
) {
  const length = round(seconds + release);
  return once(`organ ${note} ${length} ${attack} ${bars} ${shake}`, () => {
    const shape = swell(length, attack, release);
    const ratios = [0.5, 1, 2, 3, 4];
    const breath = noiseOf(`organ ${note}`);
    const air = bandpass(hz(note) * 2, 3);
    return peaked(
      [0, 1].map((side) => {
        const tuning = (n) => hz(note) * ratios[n] * (1 + 0.0006 * n * (side ? 1 : -1));
        const pipes = bars.map((level, n) => ringing(tuning(n), level, Infinity));
        return drawn(length, (t) => {
          let sum = 0.05 * air(breath());
          for (let n = 0; n < pipes.length; n++) sum += pipes[n]();
          return sum * shape(t) * (1 + shake * Math.sin(TAU * 5.1 * t + side * 1.7));
        });
      }),
    );
  });
}

/** A few singers on one vowel: saws through the resonances of a throat. */
export function choir(note, seconds, { attack = 1.2, release = 2, vowel = 'a' } = {}) {
  const length = round(seconds + release);
  return once(`choir ${note} ${length} ${attack} ${vowel}`, () => {
    const throats = { a: [700, 1150, 2600], o: [430, 820, 2500], u: [330, 720, 2300] }[vowel];
    const shape = swell(length, attack, release);
    return peaked(
      [0, 1].map((side) => {
        const singers = [0, 1, 2].map((n) =>
          saw(hz(note) * (1 + (n - 1) * 0.004 + side * 0.0015), n * 0.37 + side * 0.19),
        );
        const formants = throats.map((frequency, n) => bandpass(frequency, 5 + n));
        const levels = [1, 0.6, 0.16];
        const air = noiseOf(`air ${note} ${side}`);
        return drawn(length, (t) => {
          let voice = 0.04 * air();
          for (let n = 0; n < 3; n++) {
            const bend = 1 + 0.0045 * Math.min(1, t / 1.5) * Math.sin(TAU * (4.7 + n * 0.43) * t + n * 2 + side);
            voice += singers[n](bend);
          }
          let sum = 0;
          for (let n = 0; n < 3; n++) sum += levels[n] * formants[n](voice);
          return sum * shape(t);
        });
      }),
    );
  });
}

/** A horn: bright while it is loud. */
export function horn(note, seconds, { attack = 0.04, bright = 1, release = 0.12 } = {}) {
  const length = round(seconds + release);
  return once(`horn ${note} ${length} ${attack} ${bright}`, () => {
    const pair = [saw(hz(note) * 0.9985, 0.1), saw(hz(note) * 1.0018, 0.4)];
    const shape = swell(length, attack, release);
    const filter = lowpass();
    return drawn(length, (t) => {
      const loud = shape(t) * (0.72 + 0.28 * Math.exp(-t / 0.18));
      const shake = 1 + 0.004 * Math.min(1, Math.max(0, t - 0.25) / 0.3) * Math.sin(TAU * 5.4 * t);
      return (
        Math.tanh(1.4 * filter(pair[0](shake) + pair[1](shake), 260 + 2600 * bright * loud * loud + hz(note), 0.25)) *
        loud
      );
    });
  });
}

/** A flute or somebody who whistles. */
export function flute(note, seconds, { breath = 0.12, attack = 0.07 } = {}) {
  const length = round(seconds + 0.12);
  return once(`flute ${note} ${length} ${breath}`, () => {
    const shape = swell(length, attack, 0.12);
    const air = noiseOf(`flute ${note}`);
    const band = bandpass(hz(note) * 2, 2);
    return drawn(length, (t) => {
      const phase = TAU * hz(note) * t + 0.055 * Math.min(1, t / 0.4) * Math.sin(TAU * 5 * t) * 6;
      return (
        (Math.sin(phase) + 0.22 * Math.sin(2 * phase) + 0.06 * Math.sin(3 * phase) + breath * band(air())) * shape(t)
      );
    });
  });
}

/** A bell or a glass, by frequency modulation. */
export function bell(note, seconds, { ratio = 3.51, index = 2.2, decay = 1.6 } = {}) {
  const length = round(seconds);
  return once(`bell ${note} ${length} ${ratio} ${index} ${decay}`, () => {
    const step = TAU * hz(note);
    const fall = struck(length, decay, 0.002);
    return drawn(
      length,
      (t) => Math.sin(step * t + index * Math.exp(-t / (decay * 0.4)) * Math.sin(step * ratio * t)) * fall(t),
    );
  });
}

/** A round bass; `bite` opens its filter for a moment at the start. */
export function bass(note, seconds, { bite = 0.5, cutoff = 320, drive = 1 } = {}) {
  const length = round(seconds);
  return once(`bass ${note} ${length} ${bite} ${cutoff} ${drive}`, () => {
    const wave = saw(hz(note), 0.5);
    const filter = lowpass();
    return drawn(length, (t) => {
      const body =
        Math.sin(TAU * hz(note) * t) + 0.55 * filter(wave(), cutoff + 2200 * bite * Math.exp(-t / 0.07), 0.3);
      return (
        Math.tanh(drive * body) *
        Math.min(1, t / 0.006) *
        Math.exp(-t / 2.2) *
        Math.min(1, Math.max(0, length - t) / 0.03)
      );
    });
  });
}

/** An upright bass, plucked with a finger. */
export function upright(note, seconds) {
  const length = round(seconds);
  return once(`upright ${note} ${length}`, () => {
    const string = pluck(note, seconds, { soft: 0.9, ring: 2.2, name: 'upright' });
    const finger = noiseOf(`finger ${note}`);
    const wood = bandpass(180, 2);
    return drawn(length, (t, i) => {
      const thump = wood(finger()) * Math.exp(-t / 0.03) * 2;
      return (string[i] ?? 0) + 0.9 * Math.sin(TAU * hz(note) * t) * Math.exp(-t / 0.55) + thump;
    }).map((value, i) => value * Math.min(1, Math.max(0, length - i / RATE) / 0.05));
  });
}

/** An overdriven guitar that is held: string, amplifier, loudspeaker. */
export function fuzz(note, seconds, { drive = 5, attack = 0.02, release = 0.4 } = {}) {
  const length = round(seconds + release);
  return once(`fuzz ${note} ${length} ${drive} ${attack}`, () => {
    const shape = swell(length, attack, release);
    return peaked(
      [0, 1].map((side) => {
        const strings = [
          saw(hz(note) * (1 + side * 0.002), 0.2 + side * 0.3),
          saw(hz(note + 7) * 1.0015, 0.6),
          saw(hz(note + 12) * 0.998, 0.1),
        ];
        const before = highpass(90);
        const speaker = lowpass();
        return drawn(
          length,
          (t) =>
            speaker(Math.tanh(drive * before(strings[0]() + 0.7 * strings[1]() + 0.6 * strings[2]())), 2400, 0.05) *
            shape(t),
        );
      }),
    );
  });
}

/** A short note of a synthesiser: square-like, its filter closes at once. */
export function blip(note, seconds, { cutoff = 1800, resonance = 0.6, decay = 0.18 } = {}) {
  const length = round(seconds);
  return once(`blip ${note} ${length} ${cutoff} ${resonance} ${decay}`, () => {
    const [up, down] = [saw(hz(note), 0), saw(hz(note), 0.5)];
    const filter = lowpass();
    const fall = struck(length, decay * 1.6, 0.002);
    return drawn(length, (t) => filter(up() - down(), 120 + cutoff * Math.exp(-t / decay), resonance) * fall(t));
  });
}
