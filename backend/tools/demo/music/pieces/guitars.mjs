import { bassOf, midi, voiced } from '../harmony.mjs';
import { hat, kick, snare, tom } from '../drums.mjs';
import { bass, organ, pluck } from '../instruments.mjs';
import { chordAt, partOf, strum, tune } from '../parts.mjs';
import { repeat, reverberate } from '../effects.mjs';

const PLAN = [
  ['intro', 0.12],
  ['verse', 0.38],
  ['chorus', 0.58],
  ['verse', 0.72],
  ['chorus', 0.93],
  ['end', 1],
];
const TUNES = [
  [
    [0, 1.5],
    [1.5, 0.5],
    [2, 1],
    [3, 1],
  ],
  [
    [0, 1],
    [1, 0.5],
    [1.5, 1.5],
    [3.5, 0.5],
  ],
  [
    [0.5, 0.5],
    [1, 1],
    [2, 2],
  ],
];

/** A band with two guitars: one picks, one strums, the bass holds the boat. `band: false` leaves one guitar. */
export function guitars(song, { chords, key, scale, barsEach = 1, band = true }) {
  const { random, bars } = song;
  for (let bar = 0; bar < bars; bar++) {
    const part = partOf(bar, bars, PLAN);
    const symbol = chordAt(chords, bar, barsEach);
    const last = bar === bars - 1;
    if (last) {
      strum(song, symbol, song.at(bar), 4, { gain: 0.17 });
      if (band) song.add(bass(bassOf(symbol, midi('E1')), song.bar), song.at(bar), { gain: 0.3, room: 0.05 });
      continue;
    }
    pick(song, bar, symbol, part === 'chorus' ? 0.16 : 0.24);
    if (!band || part === 'intro') continue;
    drums(song, bar, part);
    const root = bassOf(symbol, midi('E1'));
    for (let half = 0; half < 8; half++)
      song.add(
        bass(half === 7 ? root + random.pick([0, 7, 5]) : root, song.beat * 0.48, { bite: 0.35 }),
        song.at(bar, half / 2),
        { gain: 0.3 * (half % 2 ? 0.75 : 1), room: 0.04 },
      );
    if (part === 'chorus') {
      for (const [beat, up] of [
        [0, 0],
        [1, 0],
        [1.5, 1],
        [2.5, 1],
        [3, 0],
        [3.5, 1],
      ])
        strum(song, symbol, song.at(bar, beat), 0.9, {
          up: Boolean(up),
          gain: up ? 0.09 : 0.12,
          pan: 0.6,
          soft: 0.3,
          name: 'b',
        });
      for (const note of voiced(symbol, 67))
        song.add(organ(note, song.bar * 0.95, { attack: 0.1 }), song.at(bar), { gain: 0.045, pan: -0.2, room: 0.3 });
    }
  }
  if (band) {
    const line = tune(song, {
      chords,
      barsEach,
      key,
      scale,
      low: midi('D4'),
      high: midi('A5'),
      from: Math.round(bars * 0.38),
      to: bars - 1,
      rhythms: TUNES,
    });
    for (const [bar, beat, beats, note] of line)
      song.add(pluck(note, beats * song.beat + 0.4, { soft: 0.2, ring: 4, name: 'lead' }), song.at(bar, beat), {
        gain: 0.24,
        pan: -0.1,
        room: 0.3,
        echo: 0.3,
      });
  }
  repeat(song, { seconds: song.beat * 0.75, feedback: 0.3, dark: 0.45, level: 0.6 });
  reverberate(song, { seconds: 1.7, size: 0.9, dark: 0.35, level: 0.55 });
  return { loudness: band ? -14 : -16, fadeIn: 0.02, fadeOut: 3 };
}

function pick(song, bar, symbol, gain) {
  const notes = [...voiced(symbol, 57), ...voiced(symbol, 66)].sort((a, b) => a - b);
  const order = [0, 3, 2, 4, 1, 3, 5, 2];
  song.add(pluck(bassOf(symbol, midi('E2')), song.bar, { soft: 0.55, ring: 3.5 }), song.at(bar), {
    gain: gain * 1.2,
    pan: -0.45,
    room: 0.2,
  });
  order.forEach((index, half) => {
    const note = notes[index % notes.length];
    song.add(
      pluck(note, song.beat * 1.8, { soft: 0.4, ring: 3 }),
      song.at(bar, half / 2) + song.random.between(0, 0.01),
      { gain: gain * song.random.between(0.7, 1), pan: -0.45, room: 0.22, echo: 0.08 },
    );
  });
}

function drums(song, bar, part) {
  const { random } = song;
  const loud = part === 'chorus' ? 1 : 0.75;
  for (const beat of bar % 2 ? [0, 1.5, 2] : [0, 2, 2.5])
    song.add(kick({ decay: 0.15 }), song.at(bar, beat), { gain: 0.5 * loud, room: 0.06 });
  for (const beat of [1, 3]) song.add(snare(), song.at(bar, beat), { gain: 0.32 * loud, room: 0.22 });
  for (let half = 0; half < 8; half++)
    song.add(hat(part === 'chorus' && half % 2 === 0 ? 0.14 : 0.04), song.at(bar, half / 2), {
      gain: 0.07 * loud * (half % 2 ? 0.6 : 1),
      pan: 0.3,
      room: 0.1,
    });
  if (bar % 8 === 7)
    for (const [n, beat] of [3, 3.25, 3.5, 3.75].entries())
      song.add(tom(150 - n * 18), song.at(bar, beat), {
        gain: 0.28 * random.between(0.8, 1),
        pan: -0.4 + n * 0.25,
        room: 0.2,
      });
}
