import { bassOf, closest, midi, scaleNotes, voiced } from './harmony.mjs';
import { pluck } from './instruments.mjs';
import { RATE } from './song.mjs';

/** The chord of a bar: each stays for `barsEach` bars, then they begin again. */
export function chordAt(chords, bar, barsEach = 1) {
  return chords[Math.floor(bar / barsEach) % chords.length];
}

/**
 * A tune over chords: one rhythm that comes back, notes that mostly step, chord notes where it counts, and room to
 * breathe at the end of every second bar. Gives `[bar, beat, beats, note]`.
 */
export function tune(song, { chords, barsEach = 1, key, scale, low, high, from, to, rhythms, rest = 0.25 }) {
  const { random } = song;
  const notes = scaleNotes(key, scale, low, high);
  const motif = [random.pick(rhythms), random.pick(rhythms)];
  const found = [];
  let last = (low + high) / 2;
  for (let bar = from; bar < to; bar++) {
    const stable = voiced(chordAt(chords, bar, barsEach), last);
    const rhythm = motif[bar % 2];
    rhythm.forEach(([beat, beats], index) => {
      const ending = bar % 4 === 3 && index === rhythm.length - 1;
      if (!ending && index > 0 && random.chance(rest)) return;
      const drift = last > high - 5 ? -3 : last < low + 5 ? 3 : 0;
      const wanted = last + drift + random.pick([-4, -2, -2, -1, 1, 2, 2, 3, 5]);
      const strong = beat % 2 === 0 || ending;
      const note = strong ? closest(within(stable, low, high), wanted) : closest(notes, wanted);
      found.push([bar, beat, ending ? Math.max(beats, 2) : beats, note]);
      last = note;
    });
  }
  return found;
}

/** The notes and their octaves between two limits. */
function within(notes, low, high) {
  const all = notes.flatMap((note) => [-24, -12, 0, 12, 24].map((octaves) => note + octaves));
  return all.filter((note) => note >= low && note <= high);
}

/** A guitar chord, string after string; `up` begins with the high ones. */
export function strum(
  song,
  symbol,
  at,
  beats,
  { up = false, gain = 0.2, pan = 0, soft = 0.45, name = 'a', room = 0.15, echo = 0 } = {},
) {
  const strings = [bassOf(symbol, midi('E2')), ...voiced(symbol, 55), ...voiced(symbol, 64)].filter(
    (note, i, all) => all.indexOf(note) === i,
  );
  const played = (up ? strings.slice(-4).reverse() : strings).slice(0, 6);
  played.forEach((note, index) => {
    const late = index * 0.011 + song.random.between(0, 0.004);
    song.add(pluck(note, beats * song.beat, { soft, name }), at + late, {
      gain: gain * song.random.between(0.8, 1),
      pan,
      room,
      echo,
    });
  });
}

/** Everything so far steps back at these times, as it does behind a bass drum in a club. */
export function duck(song, times, { depth = 0.6, seconds = 0.25 } = {}) {
  const length = Math.round(seconds * RATE);
  for (const time of times) {
    const start = Math.round(time * RATE);
    for (let i = 0; i < length && start + i < song.frames; i++) {
      const back = i / length;
      const gain = 1 - depth * (1 - back) ** 2 * Math.min(1, i / 60);
      for (const channel of [song.left, song.right, song.room, song.echo]) channel[start + i] *= gain;
    }
  }
}

/** A walking bass: the root, notes of the chord, and a step into the next root. */
export function walk(song, chords, bar, barsEach = 1) {
  const root = bassOf(chordAt(chords, bar, barsEach), midi('E1') + 3);
  const next = bassOf(chordAt(chords, bar + 1, barsEach), midi('E1') + 3);
  const target = [next, next + 12].reduce((best, note) =>
    Math.abs(note - root - 4) < Math.abs(best - root - 4) ? note : best,
  );
  const inside = voiced(chordAt(chords, bar, barsEach), root + 6).filter((note) => note !== root);
  return [root, song.random.pick(inside), song.random.pick(inside), target + song.random.pick([-1, 1, 2])];
}

/** Where a piece is, 0 to 1, and which named part that is: `[['intro', 0.1], ['verse', 0.5], …]` by their ends. */
export function partOf(bar, bars, plan) {
  return plan.find(([, end]) => bar < Math.max(1, Math.round(end * bars)))?.[0] ?? plan.at(-1)[0];
}
