import { randomFrom } from './random.mjs';

export const RATE = 44_100;

/**
 * A piece while it is made: what is heard directly, and what is sent to the room (reverb) and to the echo. Sounds are
 * Float32Arrays (mono) or pairs of them; times are seconds, or bars and beats through {@link Song#at}.
 */
export class Song {
  constructor({ seconds, bpm = 100, beatsPerBar = 4, swing = 0, seed }) {
    this.seconds = seconds;
    this.frames = Math.ceil(seconds * RATE);
    this.beat = 60 / bpm;
    this.beatsPerBar = beatsPerBar;
    this.swing = swing;
    this.random = randomFrom(seed);
    this.left = new Float32Array(this.frames);
    this.right = new Float32Array(this.frames);
    this.room = new Float32Array(this.frames);
    this.echo = new Float32Array(this.frames);
  }

  get bar() {
    return this.beat * this.beatsPerBar;
  }

  /** How many whole bars fit. */
  get bars() {
    return Math.floor(this.seconds / this.bar + 1e-6);
  }

  /** When a beat of a bar begins; the second half of a beat comes late by the swing. */
  at(bar, beat = 0) {
    const whole = Math.floor(beat);
    const part = beat - whole;
    const late = part > 0 && part < 1 ? this.swing * Math.sin(Math.PI * part) : 0;
    return bar * this.bar + (beat + late) * this.beat;
  }

  /** Mixes a sound in. `pan` −1 to 1; `room` and `echo` are how much of it goes there. */
  add(sound, at, { gain = 1, pan = 0, room = 0.15, echo = 0 } = {}) {
    const start = Math.round(at * RATE);
    if (start < 0 || start >= this.frames) return;
    const [left, right] = sound instanceof Float32Array ? [sound, sound] : sound;
    const angle = ((pan + 1) * Math.PI) / 4;
    const toLeft = gain * Math.cos(angle) * Math.SQRT2;
    const toRight = gain * Math.sin(angle) * Math.SQRT2;
    const end = Math.min(left.length, this.frames - start);
    for (let i = 0, at = start; i < end; i++, at++) {
      const l = left[i] * toLeft;
      const r = right[i] * toRight;
      this.left[at] += l;
      this.right[at] += r;
      const both = (l + r) * 0.5;
      this.room[at] += both * room;
      this.echo[at] += both * echo;
    }
  }
}
