import { bassOf, midi, voiced } from '../harmony.mjs';
import { clap, hat, kick, snare } from '../drums.mjs';
import { bass, blip, horn, organ } from '../instruments.mjs';
import { chordAt, partOf, tune } from '../parts.mjs';
import { repeat, reverberate } from '../effects.mjs';

const PLAN = [
  ['count', 0.06],
  ['groove', 0.22],
  ['horns', 0.5],
  ['solo', 0.72],
  ['horns', 0.96],
  ['end', 1],
];
const RIFFS = [
  [
    [0, 0.25],
    [0.75, 0.25],
    [1.5, 0.75],
    [3, 0.25],
    [3.25, 0.5],
  ],
  [
    [0.5, 0.25],
    [1, 0.25],
    [1.5, 0.25],
    [2.25, 1.2],
  ],
  [
    [0, 0.5],
    [1.75, 0.25],
    [2, 0.25],
    [2.75, 0.25],
    [3, 0.7],
  ],
];
const LINES = [
  [
    [0, 0.5],
    [0.5, 0.5],
    [1.5, 0.5],
    [2, 1],
  ],
  [
    [0.75, 0.25],
    [1, 0.5],
    [1.5, 1],
    [3, 0.5],
  ],
  [
    [0, 1.5],
    [2, 0.5],
    [2.5, 0.5],
    [3, 0.5],
  ],
];

/** A brass band with a bass that talks back. */
export function funk(song, { chords, key, scale = 'blues', barsEach = 2 }) {
  const { random, bars } = song;
  const riff = [random.pick(RIFFS), random.pick(RIFFS)];
  const answer = Array.from({ length: 16 }, (_, n) =>
    n === 0 ? 0 : random.chance(0.42) ? random.pick([0, 0, 12, 7, 10, 3, 5]) : null,
  );
  for (let bar = 0; bar < bars; bar++) {
    const part = partOf(bar, bars, PLAN);
    const symbol = chordAt(chords, bar, barsEach);
    if (bar === bars - 1) {
      section(song, symbol, song.at(bar), song.beat * 0.8, 0.2);
      song.add(bass(bassOf(symbol, midi('E1')), song.beat * 2, { bite: 0.8 }), song.at(bar), { gain: 0.4, room: 0.04 });
      song.add(kick(), song.at(bar), { gain: 0.55 });
      continue;
    }
    drums(song, bar, part);
    if (part === 'count') continue;
    const root = bassOf(symbol, midi('E1'));
    answer.forEach((step, n) => {
      if (step === null || (bar % 4 === 3 && n > 11)) return;
      song.add(bass(root + step, song.beat * 0.26, { bite: 0.9, cutoff: 420, drive: 1.5 }), song.at(bar, n / 4), {
        gain: 0.36 * (n % 4 ? 0.8 : 1),
        room: 0.04,
      });
    });
    for (const beat of [0.5, 1.25, 2.5, 3.75])
      for (const note of voiced(symbol, 66).slice(0, 3))
        song.add(blip(note, 0.16, { cutoff: 2600, resonance: 0.4, decay: 0.05 }), song.at(bar, beat), {
          gain: 0.075,
          pan: 0.45,
          room: 0.12,
        });
    if (part === 'horns')
      for (const [beat, beats] of riff[bar % 2]) section(song, symbol, song.at(bar, beat), beats * song.beat, 0.15);
    if (part === 'solo')
      for (const note of voiced(symbol, 62))
        song.add(organ(note, song.bar * 0.9, { attack: 0.05, shake: 0.35 }), song.at(bar), {
          gain: 0.045,
          pan: -0.35,
          room: 0.2,
        });
  }
  const from = Math.round(bars * 0.5);
  const line = tune(song, {
    chords,
    barsEach,
    key,
    scale,
    low: midi('F3'),
    high: midi('F5'),
    from,
    to: Math.round(bars * 0.72),
    rhythms: LINES,
  });
  for (const [bar, beat, beats, note] of line)
    song.add(horn(note, beats * song.beat, { bright: 1.2 }), song.at(bar, beat), {
      gain: 0.26,
      pan: -0.05,
      room: 0.3,
      echo: 0.1,
    });
  repeat(song, { seconds: song.beat * 0.5, feedback: 0.2, level: 0.5 });
  reverberate(song, { seconds: 1.1, size: 0.7, dark: 0.35, level: 0.5 });
  return { loudness: -13, fadeIn: 0.01, fadeOut: 1 };
}

/** Three horns on one chord, each a little late in its own way. */
function section(song, symbol, at, seconds, gain) {
  const [low, ...high] = voiced(symbol, 65);
  [low, ...high].slice(0, 4).forEach((note, n) => {
    song.add(horn(note, Math.max(0.1, seconds), { bright: 1.3, release: 0.08 }), at + n * 0.006, {
      gain,
      pan: -0.5 + n * 0.33,
      room: 0.25,
    });
  });
}

function drums(song, bar, part) {
  const { random } = song;
  for (const beat of bar % 2 ? [0, 0.75, 2.5] : [0, 1.75, 2.5])
    song.add(kick({ decay: 0.13 }), song.at(bar, beat), { gain: 0.55, room: 0.04 });
  for (const beat of [1, 3]) song.add(snare({ tone: 200 }), song.at(bar, beat), { gain: 0.34, room: 0.16 });
  for (const beat of [1.75, 2.25, 3.75])
    if (random.chance(0.6))
      song.add(snare({ tone: 200, decay: 0.07, snap: 0.6 }), song.at(bar, beat), { gain: 0.07, room: 0.1 });
  for (let n = 0; n < 16; n++)
    song.add(hat(n % 8 === 6 ? 0.13 : 0.035), song.at(bar, n / 4), {
      gain: 0.06 * (n % 4 === 0 ? 1 : n % 2 ? 0.45 : 0.75),
      pan: 0.3,
      room: 0.08,
    });
  if (part === 'horns' && bar % 4 === 3) song.add(clap(), song.at(bar, 3.5), { gain: 0.16, room: 0.2 });
}
