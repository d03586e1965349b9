import { randomFrom } from './random.mjs';
import { RATE } from './song.mjs';
import { bandpass, drawn, highpass, lowpass, TAU } from './sounds.mjs';

/** Adds to both sides of a song what `sample(time, side)` gives, for as long as it lasts. */
function spread(song, sample) {
  [song.left, song.right].forEach((channel, side) => {
    const draw = sample(side);
    for (let i = 0; i < channel.length; i++) channel[i] += draw(i / RATE);
  });
}

/** The breath of a tape. */
export function hiss(song, level = 0.006) {
  spread(song, (side) => {
    const { noise } = randomFrom(`hiss ${side}`);
    const high = highpass(1800);
    return () => level * high(noise());
  });
}

/** Waves on a shore, or wind when `tone` is low. */
export function sea(song, level = 0.05, { tone = 700, period = 9 } = {}) {
  spread(song, (side) => {
    const { noise } = randomFrom(`sea ${side}`);
    const filter = lowpass();
    return (t) => {
      const wave = 0.5 + 0.5 * Math.sin((TAU * t) / period + side * 0.9 + Math.sin((TAU * t) / (period * 2.7)));
      return level * filter(noise(), tone * (0.35 + wave), 0.1) * (0.25 + wave * wave);
    };
  });
}

/** Dust on a record. */
export function crackle(song, level = 0.05, perSecond = 9) {
  const { next, between } = randomFrom('crackle');
  for (let t = 0; t < song.seconds; t += -Math.log(1 - next()) / perSecond) {
    const at = Math.floor(t * RATE);
    const size = level * between(0.1, 1) ** 3;
    const pan = between(0.2, 0.8);
    for (let i = 0; i < 40 && at + i < song.frames; i++) {
      const value = size * Math.exp(-i / 6) * (i % 2 ? -1 : 1);
      song.left[at + i] += value * pan;
      song.right[at + i] += value * (1 - pan);
    }
  }
}

/** Birds somewhere near. */
export function birds(song, level = 0.05, every = 2.2) {
  const random = randomFrom('birds');
  for (let t = 0.8; t < song.seconds - 2; t += random.between(0.3, every * 2)) {
    const tone = random.between(2300, 4200);
    const trill = random.between(9, 26);
    const length = random.between(0.09, 0.42);
    const rise = random.between(-0.25, 0.3);
    let phase = 0;
    const call = drawn(length, (time) => {
      phase += (TAU * tone * (1 + (rise * time) / length + 0.08 * Math.sin(TAU * trill * time))) / RATE;
      return Math.sin(phase) * Math.sin((Math.PI * time) / length) ** 1.5;
    });
    song.add(call, t, { gain: level * random.between(0.25, 1), pan: random.between(-0.9, 0.9), room: 0.9, echo: 0.1 });
  }
}

/** The hum of a house at night, with its clock. */
export function kitchen(song, level = 0.012) {
  const { noise } = randomFrom('kitchen');
  const hum = lowpass();
  spread(
    song,
    () => (t) => level * (0.5 * Math.sin(TAU * 50 * t) + 0.25 * Math.sin(TAU * 150 * t) + 1.5 * hum(noise(), 400)),
  );
  const wood = bandpass(2400, 4);
  const tick = drawn(0.03, (t) => wood(noise()) * Math.exp(-t / 0.004));
  for (let t = 0.4; t < song.seconds; t += 1)
    song.add(tick, t, { gain: level * (Math.round(t) % 2 ? 2 : 1.4), pan: 0.4, room: 0.4 });
}
