import { midi, voiced } from '../harmony.mjs';
import { hat, kick, shaker, snare } from '../drums.mjs';
import { piano, upright } from '../instruments.mjs';
import { chordAt, partOf, tune, walk } from '../parts.mjs';
import { reverberate } from '../effects.mjs';
import { hiss } from '../textures.mjs';

const LINES = [
  [
    [0, 0.5],
    [0.5, 0.5],
    [1, 0.5],
    [1.5, 1],
    [3, 0.5],
    [3.5, 0.5],
  ],
  [
    [0.5, 0.5],
    [1, 0.5],
    [1.5, 0.5],
    [2, 1.5],
  ],
  [
    [0, 1.5],
    [1.5, 0.5],
    [2, 0.5],
    [2.5, 1],
  ],
  [
    [1, 0.5],
    [1.5, 0.5],
    [2, 0.5],
    [2.5, 0.5],
    [3, 1],
  ],
];
const COMPS = [[0, 1.5], [0.5, 2.5], [1.5, 3], [0, 2.5], [1.5], [0.5, 1.5, 3.5]];
const PLAN = [
  ['alone', 0.08],
  ['head', 0.4],
  ['solo', 0.78],
  ['head', 0.96],
  ['end', 1],
];

/** A piano trio after the last set: changes in swing, a walking bass, brushes. */
export function trio(song, { chords, key, scale }) {
  const { random, bars } = song;
  const line = tune(song, {
    chords,
    key,
    scale,
    low: midi('C5'),
    high: midi('F6'),
    from: 2,
    to: bars - 1,
    rhythms: LINES,
    rest: 0.2,
  });
  for (const [bar, beat, beats, note] of line)
    song.add(piano(note, beats * song.beat + 0.3, 0.66), song.at(bar, beat) + random.between(0, 0.012), {
      gain: 0.25 * random.between(0.75, 1),
      pan: 0.18,
      room: 0.25,
    });
  for (let bar = 0; bar < bars; bar++) {
    const part = partOf(bar, bars, PLAN);
    const symbol = chordAt(chords, bar);
    const last = bar === bars - 1;
    for (const beat of last ? [0] : random.pick(COMPS)) {
      const length = last ? 4 : random.pick([0.4, 0.4, 1.2]);
      for (const note of voiced(symbol, 58))
        song.add(piano(note, length * song.beat, 0.5), song.at(bar, beat) + random.between(0, 0.01), {
          gain: 0.12,
          pan: -0.12,
          room: 0.25,
        });
    }
    if (part === 'alone') continue;
    walk(song, chords, bar).forEach((note, beat) => {
      if (last && beat) return;
      song.add(upright(note, song.beat * (last ? 3 : 0.95)), song.at(bar, beat) + random.between(0, 0.008), {
        gain: 0.42,
        room: 0.08,
      });
    });
    for (const [beat, level] of [
      [0, 0.8],
      [1, 1],
      [1.5, 0.6],
      [2, 0.8],
      [3, 1],
      [3.5, 0.6],
    ])
      song.add(hat(0.55, 5600), song.at(bar, beat), {
        gain: 0.032 * level * (part === 'solo' ? 1.2 : 1),
        pan: 0.35,
        room: 0.2,
      });
    for (const beat of [1, 3]) song.add(hat(0.03, 6500), song.at(bar, beat), { gain: 0.05, pan: -0.3, room: 0.15 });
    for (const beat of [0, 1, 2, 3])
      song.add(shaker(0.3, 3000), song.at(bar, beat), { gain: 0.03, pan: -0.1, room: 0.2 });
    if (random.chance(0.35))
      song.add(snare({ decay: 0.1, snap: 0.5 }), song.at(bar, random.pick([1.5, 2.5, 3.5])), {
        gain: 0.05,
        pan: -0.05,
        room: 0.25,
      });
    if (random.chance(0.3))
      song.add(kick({ from: 100, to: 55, decay: 0.12, click: 0.05 }), song.at(bar, random.pick([0, 2.5])), {
        gain: 0.16,
        room: 0.1,
      });
  }
  reverberate(song, { seconds: 1.5, size: 0.8, dark: 0.4, level: 0.6 });
  return { loudness: -15, fadeIn: 0.02, fadeOut: 3 };
}

const HALVES = [
  [
    [0, 1],
    [1, 1],
    [2, 1.5],
    [3.5, 0.5],
  ],
  [
    [0, 2],
    [2, 1],
    [3, 1],
  ],
  [
    [0.5, 0.5],
    [1, 1],
    [2, 2],
  ],
];

/** A piano alone, in no hurry: the left hand rolls the chords, the right one thinks about it. */
export function solo(song, { chords, key, scale, touch = 0.55, tape = 0.004 }) {
  const { random, bars } = song;
  const unhurried = () => random.between(0, 0.035);
  const line = tune(song, {
    chords,
    key,
    scale,
    low: midi('A4'),
    high: midi('D6'),
    from: 1,
    to: bars - 1,
    rhythms: HALVES,
    rest: 0.3,
  });
  for (const [bar, beat, beats, note] of line)
    song.add(piano(note, beats * song.beat + 0.8, touch + 0.08), song.at(bar, beat) + unhurried(), {
      gain: 0.3 * random.between(0.7, 1),
      pan: 0.12,
      room: 0.35,
    });
  for (let bar = 0; bar < bars; bar++) {
    const [low, ...others] = [...voiced(chordAt(chords, bar), 52)];
    const last = bar === bars - 1;
    song.add(piano(low - 12, song.bar, touch), song.at(bar) + unhurried(), { gain: 0.24, pan: -0.2, room: 0.3 });
    others.concat(low + 12).forEach((note, index) => {
      const beat = last ? 0.12 * index : ([1, 1.5, 2.5, 3, 3.5][index] ?? 3.5);
      song.add(piano(note, song.beat * (last ? 5 : 2), touch - 0.05), song.at(bar, beat) + unhurried(), {
        gain: 0.15,
        pan: -0.1,
        room: 0.35,
      });
    });
  }
  reverberate(song, { seconds: 2.4, size: 1.1, dark: 0.4, level: 0.7 });
  if (tape) hiss(song, tape);
  return { loudness: -16, fadeIn: 0.02, fadeOut: 3.5 };
}
