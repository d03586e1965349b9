import { bassOf, midi, voiced } from '../harmony.mjs';
import { rim, shaker } from '../drums.mjs';
import { flute, keys, pluck, upright } from '../instruments.mjs';
import { chordAt, tune } from '../parts.mjs';
import { narrow, repeat, reverberate } from '../effects.mjs';
import { crackle } from '../textures.mjs';

const CLAVE = [
  [0, 1.5, 3],
  [1, 2.5],
];
const GUITAR = [
  [0, 1.5, 3],
  [0.5, 2, 3.5],
];
const TUNES = [
  [
    [0, 1.5],
    [1.5, 1.5],
    [3, 1],
  ],
  [
    [0.5, 0.5],
    [1, 1],
    [2.5, 1.5],
  ],
  [
    [0, 2],
    [2.5, 0.5],
    [3, 1],
  ],
];

/** A nylon guitar, somebody who whistles, and a record player with opinions. */
export function bossa(song, { chords, key, scale, whistle = true, worn = true }) {
  const { random, bars } = song;
  for (let bar = 0; bar < bars; bar++) {
    const symbol = chordAt(chords, bar);
    const root = bassOf(symbol, midi('E1') + 3);
    const last = bar === bars - 1;
    for (const beat of last ? [0] : GUITAR[bar % 2]) {
      voiced(symbol, 60).forEach((note, n) =>
        song.add(
          pluck(note, song.beat * (last ? 4 : 1.3), { soft: 0.7, ring: 2.2, name: 'nylon' }),
          song.at(bar, beat) + n * 0.007,
          { gain: 0.2 * random.between(0.85, 1), pan: -0.2, room: 0.2 },
        ),
      );
    }
    if (bar >= 2) {
      for (const [beat, step] of last
        ? [[0, 0]]
        : [
            [0, 0],
            [1.5, 7],
            [2, 7],
            [3.5, 0],
          ])
        song.add(
          upright(root + (step && random.chance(0.3) ? 12 : step), song.beat * (beat % 1 ? 0.45 : 1.3)),
          song.at(bar, beat),
          { gain: 0.34, room: 0.06 },
        );
    }
    if (bar < 4 || last) continue;
    for (const beat of CLAVE[bar % 2]) song.add(rim(), song.at(bar, beat), { gain: 0.1, pan: 0.35, room: 0.2 });
    for (let half = 0; half < 8; half++)
      song.add(shaker(0.06, 5600), song.at(bar, half / 2), {
        gain: 0.05 * (half % 2 ? 1 : 0.6),
        pan: -0.4,
        room: 0.12,
      });
    if (bar % 8 > 3)
      for (const note of voiced(symbol, 67))
        song.add(keys(note, song.beat * 2.4, 0.5), song.at(bar, 0.5), { gain: 0.05, pan: 0.4, room: 0.25 });
  }
  const line = tune(song, {
    chords,
    key,
    scale,
    low: midi('G4'),
    high: midi('A5'),
    from: 4,
    to: bars - 1,
    rhythms: TUNES,
  });
  for (const [bar, beat, beats, note] of line) {
    const sound = whistle
      ? flute(note + 12, beats * song.beat * 0.95, { breath: 0.2 })
      : flute(note, beats * song.beat * 0.95, { breath: 0.35, attack: 0.1 });
    song.add(sound, song.at(bar, beat) + 0.015, { gain: whistle ? 0.15 : 0.19, pan: 0.08, room: 0.35, echo: 0.15 });
  }
  repeat(song, { seconds: song.beat * 1.5, feedback: 0.25, dark: 0.5, level: 0.5 });
  reverberate(song, { seconds: 1.4, size: 0.85, dark: 0.45, level: 0.5 });
  if (worn) crackle(song, 0.09, 12);
  return { loudness: -15, fadeIn: 0.05, fadeOut: 3 };
}

/** The alarm that wakes nobody: the same, for a moment through its own small loudspeaker. */
export function alarm(song, options) {
  const finish = bossa(song, options);
  const opening = { left: song.left.slice(0, cut(song)), right: song.right.slice(0, cut(song)), frames: cut(song) };
  narrow(opening, { low: 350, high: 2800 });
  song.left.set(opening.left);
  song.right.set(opening.right);
  return finish;
}

const cut = (song) => Math.round(song.at(4) * 44_100);
