import { bassOf, closest, midi, scaleNotes, voiced } from '../harmony.mjs';
import { knock } from '../drums.mjs';
import { bell, horn, organ, pad, piano } from '../instruments.mjs';
import { chordAt } from '../parts.mjs';
import { repeat, reverberate, wow } from '../effects.mjs';
import { hiss, sea } from '../textures.mjs';

/** Ambient from an old tape machine: slow chords, an organ, knocks that are tuned to, the sea. */
export function tape(song, { chords, key, scale, knocks = false, waves = 0, hornAt, tuneOn = 'bell' }) {
  const { random, bars } = song;
  const notes = scaleNotes(key, scale, midi('G4'), midi('E6'));
  let last = midi('D5');
  for (let bar = 0; bar < bars; bar += 2) {
    const symbol = chordAt(chords, bar, 2);
    const grown = Math.min(1, 0.35 + (bar / bars) * 1.4);
    for (const note of voiced(symbol, 57)) {
      song.add(pad(note, song.bar * 2, { attack: 3, release: 4, cutoff: 620, move: 0.5 }), song.at(bar), {
        gain: 0.1,
        room: 0.5,
      });
      if (bar >= bars / 6)
        song.add(organ(note, song.bar * 2, { attack: 2.2, release: 3 }), song.at(bar), {
          gain: 0.055 * grown,
          room: 0.6,
        });
    }
    song.add(
      organ(bassOf(symbol, midi('C2')), song.bar * 2, { attack: 1.5, release: 2.5, bars: [0.2, 1, 0.3, 0.1, 0] }),
      song.at(bar),
      { gain: 0.16, room: 0.2 },
    );
    if (bar < 2 || bar > bars - 3) continue;
    for (const beat of [0, 1.5, 3, 4, 5.5, 6.5]) {
      if (!random.chance(0.42)) continue;
      last = closest(notes, last + random.pick([-5, -3, -2, 2, 2, 4, -7, 7]));
      const sound =
        tuneOn === 'piano' ? piano(last - 12, 4, 0.5) : bell(last, 4.5, { ratio: 2.0, index: 0.9, decay: 1.9 });
      song.add(sound, song.at(bar, beat) + random.between(0, 0.05), {
        gain: 0.11,
        pan: random.between(-0.5, 0.5),
        room: 0.7,
        echo: 0.45,
      });
    }
  }
  if (knocks) {
    for (let bar = 2; bar < bars; bar++) {
      for (const beat of [0, 2.5, 2.75]) {
        if (!random.chance(beat === 0 ? 0.8 : 0.35)) continue;
        song.add(knock(random.pick([98, 147, 73])), song.at(bar, beat) + 0.03, {
          gain: 0.2,
          pan: random.between(-0.3, 0.4),
          room: 0.5,
        });
      }
    }
  }
  if (hornAt)
    for (const [n, note] of ['F2', 'C3'].entries())
      song.add(horn(midi(note), 3.4, { attack: 0.5, bright: 0.25, release: 0.8 }), hornAt + n * 0.04, {
        gain: 0.09,
        pan: -0.75,
        room: 0.9,
      });
  if (waves) sea(song, waves);
  repeat(song, { seconds: song.beat * 1.5, feedback: 0.5, dark: 0.55, toRoom: 0.6 });
  reverberate(song, { seconds: 5.5, size: 1.5, dark: 0.4, level: 0.9 });
  wow(song, { depth: 2.6, rate: 0.38 });
  hiss(song, 0.009);
  return { loudness: -16, fadeIn: 1.5, fadeOut: 7 };
}
