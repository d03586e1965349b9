import { bassOf, midi, voiced } from '../harmony.mjs';
import { clap, hat, kick, rim, snare, tom } from '../drums.mjs';
import { bass, bell, choir, keys, pad } from '../instruments.mjs';
import { chordAt, duck, partOf } from '../parts.mjs';
import { repeat, reverberate } from '../effects.mjs';
import { crackle } from '../textures.mjs';

const PLAN = [
  ['intro', 0.1],
  ['steps', 0.34],
  ['full', 0.6],
  ['rest', 0.7],
  ['full', 0.94],
  ['end', 1],
];
const KICKS = [
  [0, 0.75, 1.5, 2.25, 3, 3.5],
  [0, 0.75, 1.5, 2, 2.75, 3.5],
  [0, 1 / 3, 2 / 3, 1.5, 2.25, 3],
  [0, 0.75, 1.5, 3],
];

/** Footwork: 160, triplets against fours, a warm chord chopped small, a voice that cannot finish its word. */
export function footwork(song, { chords }) {
  const { random, bars } = song;
  const kicks = [];
  const word = [random.pick(['a', 'o']), random.pick(['o', 'u'])];
  for (let bar = 0; bar < bars; bar++) {
    const part = partOf(bar, bars, PLAN);
    const symbol = chordAt(chords, bar, 2);
    const chops = bar % 4 === 3 ? [0, 0.5, 1, 1.5, 2 + 1 / 3, 2 + 2 / 3, 3] : [0, 1.5, 2.75];
    for (const beat of chops)
      for (const note of voiced(symbol, 62))
        song.add(keys(note, song.beat * 0.7, 0.7), song.at(bar, beat), { gain: 0.1, pan: 0.1, room: 0.25, echo: 0.15 });
    if (part === 'intro' || part === 'rest' || part === 'end') {
      for (const note of voiced(symbol, 58))
        song.add(pad(note, song.bar, { attack: 0.6, release: 1.2, cutoff: 800 }), song.at(bar), {
          gain: 0.07,
          room: 0.4,
        });
      if (part === 'rest')
        song.add(bell(voiced(symbol, 78)[0], 2), song.at(bar, 2), { gain: 0.08, room: 0.6, echo: 0.5 });
      continue;
    }
    const top = voiced(symbol, 69);
    for (const [n, beat] of [0.5, 0.75, 1, 2.5, 2.5 + 1 / 3, 2.5 + 2 / 3].entries()) {
      if (!random.chance(0.7)) continue;
      song.add(
        choir(top[n % top.length], 0.13, { attack: 0.02, release: 0.08, vowel: word[n % 2] }),
        song.at(bar, beat),
        { gain: 0.13, pan: n % 2 ? 0.3 : -0.3, room: 0.3, echo: 0.2 },
      );
    }
    for (const beat of KICKS[bar % KICKS.length]) kicks.push(song.at(bar, beat));
    const root = bassOf(symbol, midi('F1'));
    for (const [beat, beats] of [
      [0, 1.4],
      [1.5, 1.2],
      [3, 0.9],
    ])
      song.add(bass(root, song.beat * beats, { bite: 0.05, cutoff: 140, drive: 1.6 }), song.at(bar, beat), {
        gain: 0.4,
        room: 0,
      });
    song.add(clap(), song.at(bar, 1), { gain: 0.2, room: 0.25 });
    song.add(clap(), song.at(bar, 3), { gain: 0.24, room: 0.25 });
    for (let sixteenth = 0; sixteenth < 16; sixteenth++) {
      if (sixteenth % 4 === 2 || random.chance(0.35))
        song.add(hat(0.028, 8000), song.at(bar, sixteenth / 4), {
          gain: 0.07 * random.between(0.5, 1),
          pan: 0.25,
          room: 0.1,
        });
    }
    if (part === 'full') {
      if (bar % 2)
        for (let n = 0; n < 6; n++)
          song.add(snare({ tone: 220 + n * 12, decay: 0.05, snap: 0.5 }), song.at(bar, 3 + n / 6), {
            gain: 0.05 + n * 0.015,
            pan: -0.2,
            room: 0.2,
          });
      if (random.chance(0.5))
        song.add(tom(random.pick([90, 120, 160]), 0.18), song.at(bar, random.pick([0.5, 1.75, 2.5])), {
          gain: 0.22,
          pan: random.between(-0.5, 0.5),
          room: 0.15,
        });
      song.add(rim(), song.at(bar, 2.75), { gain: 0.08, pan: 0.5, room: 0.3, echo: 0.3 });
    }
  }
  duck(song, kicks, { depth: 0.4, seconds: 0.16 });
  for (const time of kicks)
    song.add(kick({ from: 170, to: 50, decay: 0.14, click: 0.2 }), time, { gain: 0.55, room: 0.02 });
  repeat(song, { seconds: song.beat * 0.75, feedback: 0.4, dark: 0.45, level: 0.7 });
  reverberate(song, { seconds: 1.9, size: 0.9, dark: 0.4, level: 0.55 });
  crackle(song, 0.05, 5);
  return { loudness: -12.5, fadeIn: 0.05, fadeOut: 3 };
}

/** Figures drawn with a broken drum machine over something warm. */
export function idm(song, { chords, notes }) {
  const { random, bars } = song;
  const pattern = Array.from({ length: 32 }, (_, n) =>
    n % 8 === 0 ? 'k' : n % 8 === 4 ? 's' : random.pick(['', '', 'h', 'h', 'k', 'r', 't', '']),
  );
  for (let bar = 0; bar < bars; bar++) {
    const symbol = chordAt(chords, bar, 2);
    const place = bar / bars;
    if (bar % 2 === 0)
      for (const note of voiced(symbol, 58))
        song.add(pad(note, song.bar * 2, { attack: 1.2, release: 2.4, cutoff: 760, spread: 0.01 }), song.at(bar), {
          gain: 0.085,
          room: 0.4,
        });
    const figure = notes[bar % notes.length];
    figure.forEach((step, n) => {
      if (place < 0.08 && n % 2) return;
      const note = voiced(symbol, 72)[step % voiced(symbol, 72).length] + (step > 3 ? 12 : 0);
      song.add(bell(note, 1.4, { ratio: 2.76, index: 1.1, decay: 0.5 }), song.at(bar, n / 2), {
        gain: 0.11,
        pan: n % 2 ? 0.4 : -0.4,
        room: 0.4,
        echo: 0.4,
      });
    });
    if (place < 0.14 || place > 0.93) continue;
    song.add(bass(bassOf(symbol, midi('G1')), song.beat * 1.6, { bite: 0.2 }), song.at(bar, 0), {
      gain: 0.32,
      room: 0.03,
    });
    song.add(bass(bassOf(symbol, midi('G1')) + 7, song.beat * 0.7, { bite: 0.3 }), song.at(bar, 2.75), {
      gain: 0.26,
      room: 0.03,
    });
    for (let n = 0; n < 16; n++) {
      const hit = pattern[(bar % 2) * 16 + n];
      const again = hit && random.chance(0.12) ? random.pick([2, 3, 4]) : 1;
      for (let copy = 0; copy < again; copy++)
        beat(song, hit, song.at(bar, n / 4 + (copy * 0.25) / again), 1 - copy * 0.18);
    }
  }
  repeat(song, { seconds: song.beat * 0.75, feedback: 0.45, dark: 0.4, toRoom: 0.5 });
  reverberate(song, { seconds: 2.8, size: 1.1, dark: 0.35, level: 0.7 });
  return { loudness: -14, fadeIn: 0.3, fadeOut: 5 };
}

function beat(song, hit, at, level) {
  const pan = song.random.between(-0.4, 0.4);
  if (hit === 'k')
    song.add(kick({ from: 140, to: 50, decay: 0.13, click: 0.3 }), at, { gain: 0.45 * level, room: 0.05 });
  if (hit === 's') song.add(snare({ tone: 210, decay: 0.09, snap: 0.9 }), at, { gain: 0.25 * level, room: 0.25 });
  if (hit === 'h') song.add(hat(0.03, 7000), at, { gain: 0.08 * level, pan, room: 0.15 });
  if (hit === 'r') song.add(rim(), at, { gain: 0.09 * level, pan, room: 0.3, echo: 0.2 });
  if (hit === 't') song.add(tom(180, 0.1), at, { gain: 0.16 * level, pan, room: 0.2 });
}
