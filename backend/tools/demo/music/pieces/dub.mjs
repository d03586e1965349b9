import { bassOf, midi, voiced } from '../harmony.mjs';
import { hat, kick, rim, shaker } from '../drums.mjs';
import { bass, pad } from '../instruments.mjs';
import { chordAt, duck, partOf } from '../parts.mjs';
import { repeat, reverberate } from '../effects.mjs';
import { crackle, sea } from '../textures.mjs';

const PLAN = [
  ['haze', 0.1],
  ['pulse', 0.3],
  ['full', 0.56],
  ['air', 0.66],
  ['full', 0.9],
  ['haze', 1],
];

/** Dub techno: one chord that falls into its own echo, and a bass drum under glass. */
export function dub(song, { chords, heat = 0.5, dust = true }) {
  const { random, bars } = song;
  const kicks = [];
  for (let bar = 0; bar < bars; bar++) {
    const part = partOf(bar, bars, PLAN);
    const symbol = chordAt(chords, bar, 4);
    if (bar % 4 === 0) {
      for (const note of voiced(symbol, 58))
        song.add(
          pad(note, song.bar * 4, { attack: 4, release: 4, cutoff: 420 + 300 * heat, spread: 0.008 }),
          song.at(bar),
          { gain: 0.065, room: 0.4 },
        );
    }
    const stabs = bar % 2 === 0 ? [0.5, 1.75] : [0.5, 3.25];
    for (const beat of stabs) {
      if (part === 'haze' && !random.chance(0.5)) continue;
      const open = 700 + 1300 * heat * (0.5 + 0.5 * Math.sin(bar / 5)) + random.between(0, 300);
      for (const note of voiced(symbol, 65)) {
        song.add(
          pad(note, 0.16, {
            attack: 0.008,
            release: 0.2,
            cutoff: Math.round(open / 100) * 100,
            move: 0.05,
            spread: 0.004,
          }),
          song.at(bar, beat),
          { gain: 0.15, room: 0.5, echo: 0.85, pan: random.between(-0.2, 0.2) },
        );
      }
    }
    if (part === 'haze') continue;
    const root = bassOf(symbol, midi('F1'));
    if (part !== 'pulse') {
      for (const [beat, step] of [
        [0.5, 0],
        [1.25, 0],
        [2.5, 0],
        [3.5, bar % 4 === 3 ? 7 : 12],
      ])
        song.add(bass(root + step, song.beat * 0.6, { bite: 0.1, cutoff: 180 }), song.at(bar, beat), {
          gain: 0.34,
          room: 0,
        });
    }
    for (let beat = 0; beat < 4; beat++) {
      if (part !== 'air') kicks.push(song.at(bar, beat));
      song.add(hat(0.05, 7600), song.at(bar, beat + 0.5), {
        gain: part === 'pulse' ? 0.05 : 0.085,
        pan: 0.15,
        room: 0.2,
      });
      for (const sixteenth of [0.25, 0.75])
        song.add(shaker(0.05, 6000), song.at(bar, beat + sixteenth), {
          gain: random.between(0.02, 0.045),
          pan: -0.3,
          room: 0.2,
        });
    }
    if (random.chance(0.4))
      song.add(rim(), song.at(bar, random.pick([1.75, 2.25, 3.75])), {
        gain: 0.09,
        pan: random.between(-0.6, 0.6),
        room: 0.6,
        echo: 0.6,
      });
  }
  sea(song, 0.02, { tone: 500, period: 23 });
  duck(song, kicks, { depth: 0.5, seconds: song.beat * 0.6 });
  for (const time of kicks)
    song.add(kick({ from: 130, to: 46, decay: 0.2, click: 0.08 }), time, { gain: 0.52, room: 0.02 });
  repeat(song, { seconds: song.beat * 0.75, feedback: 0.66, dark: 0.42, level: 0.85, toRoom: 0.45 });
  reverberate(song, { seconds: 4, size: 1.3, dark: 0.45, level: 0.8 });
  if (dust) crackle(song, 0.05, 7);
  return { loudness: -13, fadeIn: 0.5, fadeOut: 6 };
}
