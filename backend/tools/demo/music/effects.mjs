import { RATE } from './song.mjs';
import { highpass, TAU } from './sounds.mjs';

const LINES = [1433, 1601, 1867, 2053, 2251, 2399, 2617, 2797];

/**
 * A room around what was sent to it: eight delay lines that feed each other (Jot's network with a Hadamard matrix).
 * `seconds` is how long it takes to fall by 60 dB, `size` scales the lines, `dark` 0 to 1 is how fast highs go.
 */
export function reverberate(song, { seconds = 2.2, size = 1, dark = 0.35, level = 1 } = {}) {
  const lines = LINES.map((length) => new Float32Array(Math.round(length * size)));
  const keep = lines.map((line) => 10 ** ((-3 * line.length) / RATE / seconds));
  const at = new Int32Array(8);
  const soft = new Float64Array(8);
  const out = new Float64Array(8);
  const rumble = highpass(140);
  const { room, left, right } = song;
  for (let i = 0; i < room.length; i++) {
    for (let n = 0; n < 8; n++) {
      const value = lines[n][at[n]] * keep[n];
      soft[n] += (value - soft[n]) * (1 - dark);
      out[n] = soft[n];
    }
    left[i] += level * (out[0] - out[2] + out[4] - out[6]) * 0.5;
    right[i] += level * (out[1] - out[3] + out[5] - out[7]) * 0.5;
    hadamard(out);
    const input = rumble(room[i]);
    for (let n = 0; n < 8; n++) {
      lines[n][at[n]] = input + out[n];
      at[n] = at[n] + 1 === lines[n].length ? 0 : at[n] + 1;
    }
  }
}

function hadamard(values) {
  for (let span = 1; span < 8; span *= 2) {
    for (let i = 0; i < 8; i += span * 2) {
      for (let j = i; j < i + span; j++) {
        const a = values[j];
        const b = values[j + span];
        values[j] = a + b;
        values[j + span] = a - b;
      }
    }
  }
  for (let n = 0; n < 8; n++) values[n] *= 0.353_553_39;
}

/** An echo that wanders from side to side and darkens; some of it goes on into the room. */
export function repeat(song, { seconds, feedback = 0.45, dark = 0.5, level = 1, toRoom = 0.3 }) {
  const length = Math.max(1, Math.round(seconds * RATE));
  const lines = [new Float32Array(length), new Float32Array(length)];
  const thin = highpass(180);
  let [at, softLeft, softRight] = [0, 0, 0];
  const { echo, left, right, room } = song;
  for (let i = 0; i < echo.length; i++) {
    const l = lines[0][at];
    const r = lines[1][at];
    softLeft += (l - softLeft) * (1 - dark);
    softRight += (r - softRight) * (1 - dark);
    left[i] += level * l;
    right[i] += level * r;
    room[i] += toRoom * (l + r) * 0.5;
    lines[0][at] = thin(echo[i]) + feedback * softRight;
    lines[1][at] = feedback * softLeft + softLeft * 0.5;
    at = at + 1 === length ? 0 : at + 1;
  }
}

/** The uneven speed of a tape machine. `depth` in milliseconds. */
export function wow(song, { depth = 2.2, rate = 0.45 } = {}) {
  const reach = (depth / 1000) * RATE;
  for (const channel of [song.left, song.right]) {
    const before = channel.slice();
    for (let i = 0; i < channel.length; i++) {
      const t = i / RATE;
      const away =
        reach *
        (1.1 + Math.sin(TAU * rate * t) * 0.8 + Math.sin(TAU * 6.3 * t) * 0.04 + Math.sin(TAU * 0.13 * t) * 0.25);
      const place = i - away;
      const whole = Math.floor(place);
      if (whole < 0) continue;
      const part = place - whole;
      channel[i] = before[whole] * (1 - part) + (before[whole + 1] ?? 0) * part;
    }
  }
}

/** As a telephone or an old dictaphone hears it: mono, nothing low, nothing high. */
export function narrow(song, { low = 180, high = 4200 } = {}) {
  const keep = Math.exp((-TAU * high) / RATE);
  const cut = [highpass(low), highpass(low)];
  let [one, two] = [0, 0];
  for (let i = 0; i < song.frames; i++) {
    const middle = cut[1](cut[0]((song.left[i] + song.right[i]) * 0.5));
    one = middle + keep * (one - middle);
    two = one + keep * (two - one);
    song.left[i] = song.right[i] = two;
  }
}
