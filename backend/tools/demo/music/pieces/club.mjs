import { bassOf, midi, voiced } from '../harmony.mjs';
import { clap, hat, kick, rim, shaker, snare, tom } from '../drums.mjs';
import { bass, blip, organ, pad, piano } from '../instruments.mjs';
import { chordAt, duck, partOf } from '../parts.mjs';
import { repeat, reverberate } from '../effects.mjs';

const HOUSE = [
  ['drums', 0.1],
  ['bass', 0.26],
  ['full', 0.5],
  ['break', 0.62],
  ['full', 0.92],
  ['drums', 1],
];
const STABS = [
  [0, 0.75, 1.5, 2.5, 3.25],
  [0.5, 1.25, 2, 3, 3.5],
];

/** House: four to the floor and a piano that has read the hymn book. */
export function house(song, { chords }) {
  const { random, bars } = song;
  const kicks = [];
  for (let bar = 0; bar < bars; bar++) {
    const part = partOf(bar, bars, HOUSE);
    const symbol = chordAt(chords, bar);
    const root = bassOf(symbol, midi('E1') + 3);
    if (part === 'full' || part === 'break') {
      for (const beat of STABS[bar % 2])
        for (const note of voiced(symbol, 64))
          song.add(piano(note, song.beat * 0.5, 0.8), song.at(bar, beat), {
            gain: part === 'break' ? 0.15 : 0.125,
            pan: 0.05,
            room: 0.25,
            echo: 0.1,
          });
      for (const note of voiced(symbol, 58))
        song.add(
          pad(note, song.bar, { attack: 0.2, release: 0.8, cutoff: part === 'break' ? 1500 : 900 }),
          song.at(bar),
          { gain: 0.06, room: 0.35 },
        );
    }
    if (part !== 'break') {
      for (let beat = 0; beat < 4; beat++) {
        kicks.push(song.at(bar, beat));
        song.add(hat(0.12, 7000), song.at(bar, beat + 0.5), { gain: 0.085, pan: 0.1, room: 0.12 });
        for (const part16 of [0.25, 0.75])
          song.add(shaker(0.05), song.at(bar, beat + part16), {
            gain: random.between(0.03, 0.05),
            pan: -0.3,
            room: 0.1,
          });
      }
      for (const beat of [1, 3]) song.add(clap(), song.at(bar, beat), { gain: 0.24, room: 0.25 });
    }
    if (part === 'bass' || part === 'full')
      for (const [beat, step] of [
        [0.5, 0],
        [0.75, 12],
        [1.5, 0],
        [2.25, 0],
        [2.5, 12],
        [3.5, 7],
      ])
        song.add(bass(root + step, song.beat * 0.32, { bite: 0.5, cutoff: 300 }), song.at(bar, beat), {
          gain: 0.34,
          room: 0.02,
        });
    if (part === 'bass' && bar % 2)
      for (const note of voiced(symbol, 67))
        song.add(organ(note, 0.14, { attack: 0.01, release: 0.1 }), song.at(bar, 1.75), {
          gain: 0.1,
          room: 0.3,
          echo: 0.6,
        });
    if (part === 'break' && bar % 4 === 3)
      for (let n = 0; n < 8; n++)
        song.add(snare({ decay: 0.08 }), song.at(bar, 2 + n / 4), { gain: 0.06 + n * 0.022, room: 0.2 });
  }
  duck(song, kicks, { depth: 0.55, seconds: song.beat * 0.55 });
  for (const time of kicks)
    song.add(kick({ from: 150, to: 49, decay: 0.19, click: 0.15 }), time, { gain: 0.6, room: 0.02 });
  repeat(song, { seconds: song.beat * 0.75, feedback: 0.4, level: 0.6 });
  reverberate(song, { seconds: 1.6, size: 0.9, dark: 0.35, level: 0.55 });
  return { loudness: -12.5, fadeIn: 0.01, fadeOut: 3 };
}

const BREAKS = [
  ['break', 0.12],
  ['bass', 0.4],
  ['full', 0.62],
  ['space', 0.72],
  ['full', 0.95],
  ['break', 1],
];
const HITS = [
  { k: [0, 0.5, 2.5], s: [1, 1.75, 3], g: [2.25, 3.5] },
  { k: [0, 1.5, 2.75], s: [1, 3, 3.75], g: [0.75, 2.25] },
];

/** Breaks for a car park after ten. */
export function breaks(song, { chords }) {
  const { random, bars } = song;
  for (let bar = 0; bar < bars; bar++) {
    const part = partOf(bar, bars, BREAKS);
    const symbol = chordAt(chords, bar, 2);
    const root = bassOf(symbol, midi('E1'));
    if (part === 'space') {
      for (const note of voiced(symbol, 60))
        song.add(pad(note, song.bar, { attack: 0.8, release: 1.5, cutoff: 1100 }), song.at(bar), {
          gain: 0.1,
          room: 0.5,
        });
      song.add(rim(), song.at(bar, 2.75), { gain: 0.1, room: 0.5, echo: 0.7 });
      continue;
    }
    const { k, s, g } = HITS[bar % 4 === 3 ? 1 : bar % 2];
    for (const beat of k)
      song.add(kick({ from: 190, to: 55, decay: 0.14, click: 0.4 }), song.at(bar, beat), { gain: 0.56, room: 0.05 });
    for (const beat of s)
      song.add(snare({ tone: 215, decay: 0.12, snap: 0.95 }), song.at(bar, beat), { gain: 0.34, room: 0.14 });
    for (const beat of g)
      song.add(snare({ tone: 235, decay: 0.05, snap: 0.5 }), song.at(bar, beat), { gain: 0.1, room: 0.1 });
    for (let half = 0; half < 8; half++)
      song.add(hat(half % 4 === 2 ? 0.16 : 0.045, 6200), song.at(bar, half / 2), {
        gain: 0.09 * random.between(0.7, 1),
        pan: 0.2,
        room: 0.1,
      });
    if (bar % 8 === 7)
      for (const [n, beat] of [2, 2.5, 3, 3.25, 3.5, 3.75].entries())
        song.add(tom(190 - n * 20, 0.16), song.at(bar, beat), { gain: 0.2, pan: n * 0.2 - 0.5, room: 0.15 });
    if (part === 'break') continue;
    for (const [beat, beats, step] of [
      [0, 1.4, 0],
      [1.75, 0.5, 0],
      [2.5, 0.5, 12],
      [3, 0.9, bar % 2 ? 10 : 7],
    ]) {
      song.add(
        pad(root + step, song.beat * beats, { attack: 0.01, release: 0.06, cutoff: 520, move: 0.7, spread: 0.012 }),
        song.at(bar, beat),
        { gain: 0.22, room: 0.03 },
      );
      song.add(bass(root + step, song.beat * beats, { bite: 0.2, cutoff: 160 }), song.at(bar, beat), {
        gain: 0.3,
        room: 0,
      });
    }
    if (part === 'full') {
      for (const beat of bar % 2 ? [0.5, 2.25] : [1.5])
        for (const note of voiced(symbol, 66))
          song.add(blip(note, 0.4, { cutoff: 3200, resonance: 0.3, decay: 0.16 }), song.at(bar, beat), {
            gain: 0.12,
            pan: -0.2,
            room: 0.35,
            echo: 0.5,
          });
    }
  }
  repeat(song, { seconds: song.beat * 0.75, feedback: 0.45, level: 0.7 });
  reverberate(song, { seconds: 1.8, size: 0.95, dark: 0.35, level: 0.5 });
  return { loudness: -12.5, fadeIn: 0.01, fadeOut: 2.5 };
}
