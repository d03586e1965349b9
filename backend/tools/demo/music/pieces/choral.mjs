import { bassOf, midi, voiced } from '../harmony.mjs';
import { hat, kick, snare, tom } from '../drums.mjs';
import { choir, fuzz, organ, pluck } from '../instruments.mjs';
import { chordAt, partOf, tune } from '../parts.mjs';
import { repeat, reverberate } from '../effects.mjs';
import { birds } from '../textures.mjs';

const PLAN = [
  ['dawn', 0.16],
  ['choir', 0.46],
  ['wall', 0.84],
  ['after', 1],
];
const TUNES = [
  [
    [0, 2],
    [2, 2],
  ],
  [
    [0, 1],
    [1, 1],
    [2, 2],
  ],
  [
    [0, 3],
    [3, 1],
  ],
];

/** A small choir in a large nave; then the guitars come in and stand behind it. */
export function choral(song, { chords, key, scale, barsEach = 2, withBirds = true }) {
  const { random, bars } = song;
  for (let bar = 0; bar < bars; bar++) {
    const part = partOf(bar, bars, PLAN);
    const symbol = chordAt(chords, bar, barsEach);
    if (bar % barsEach === 0) {
      const seconds = song.bar * barsEach;
      for (const [n, note] of voiced(symbol, 60).entries())
        song.add(choir(note, seconds, { vowel: 'aou'[n % 3] }), song.at(bar), {
          gain: part === 'dawn' ? 0.08 : 0.13,
          pan: -0.6 + n * 0.4,
          room: 0.8,
        });
      song.add(
        organ(bassOf(symbol, midi('C2')), seconds, { attack: 0.9, release: 2, bars: [0.6, 1, 0.4, 0.1, 0] }),
        song.at(bar),
        { gain: 0.15, room: 0.4 },
      );
      if (part === 'wall') {
        const root = bassOf(symbol, midi('E2'));
        for (const note of [root, root + 12])
          song.add(fuzz(note, seconds, { drive: 4, attack: 0.15, release: 1.2 }), song.at(bar), {
            gain: 0.075,
            room: 0.45,
          });
      }
    }
    if (part === 'wall') {
      for (const beat of [0, 2.5])
        song.add(kick({ from: 120, to: 45, decay: 0.24 }), song.at(bar, beat), { gain: 0.42, room: 0.2 });
      song.add(snare({ decay: 0.2 }), song.at(bar, 2), { gain: 0.22, room: 0.6 });
      for (const beat of [0, 1, 2, 3])
        song.add(hat(0.5, 5200), song.at(bar, beat), { gain: 0.035, pan: 0.3, room: 0.4 });
      if (bar % 4 === 3)
        for (const [n, beat] of [2.5, 3, 3.5].entries())
          song.add(tom(120 - n * 20, 0.35), song.at(bar, beat), { gain: 0.25, pan: n * 0.3 - 0.3, room: 0.5 });
    }
    if (part !== 'wall') {
      voiced(symbol, 69).forEach((note, n) =>
        song.add(pluck(note, song.beat * 3, { soft: 0.5, ring: 4 }), song.at(bar, n) + random.between(0, 0.02), {
          gain: 0.12,
          pan: 0.3,
          room: 0.5,
          echo: 0.3,
        }),
      );
    }
  }
  const from = Math.round(bars * 0.22);
  const line = tune(song, {
    chords,
    barsEach,
    key,
    scale,
    low: midi('A4'),
    high: midi('A5'),
    from,
    to: bars - 2,
    rhythms: TUNES,
  });
  for (const [bar, beat, beats, note] of line)
    song.add(choir(note, beats * song.beat, { attack: 0.35, release: 1.2, vowel: 'u' }), song.at(bar, beat), {
      gain: 0.15,
      pan: 0.1,
      room: 1,
      echo: 0.1,
    });
  if (withBirds) birds(song, 0.07);
  repeat(song, { seconds: song.beat * 0.75, feedback: 0.45, dark: 0.4, level: 0.6, toRoom: 0.6 });
  reverberate(song, { seconds: 6.5, size: 1.9, dark: 0.35, level: 0.85 });
  return { loudness: -14.5, fadeIn: 1, fadeOut: 7 };
}
