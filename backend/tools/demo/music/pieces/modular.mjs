import { midi, scaleNotes } from '../harmony.mjs';
import { kick, rim } from '../drums.mjs';
import { bell, blip, pad } from '../instruments.mjs';
import { repeat, reverberate } from '../effects.mjs';

/** Two sequencers that count differently, live: they meet, part and meet again. */
export function modular(song, { key, scale, counts = [5, 7, 8] }) {
  const { random, bars } = song;
  const sequences = counts.map((count, n) => {
    const notes = scaleNotes(key, scale, midi(['C2', 'C3', 'C4'][n]), midi(['C3', 'G4', 'E5'][n]));
    return Array.from({ length: count }, () => (random.chance(0.84) ? random.pick(notes) : null));
  });
  const root = scaleNotes(key, scale, midi('C2'), midi('C3'))[0];
  const steps = bars * 16;
  for (let step = 0; step < steps; step++) {
    const at = step * (song.beat / 4);
    const place = step / steps;
    sequences.forEach((sequence, n) => {
      if (place < n * 0.12 || place > 0.96 - n * 0.05) return;
      const note = sequence[step % sequence.length];
      if (note === null || (n === 0 && step % 2)) return;
      const open = 400 + 2400 * (0.5 - 0.5 * Math.cos((place * 3 + n * 0.31) * Math.PI * 2));
      const sound = blip(note, 0.5, {
        cutoff: Math.round(open / 150) * 150,
        resonance: 0.55,
        decay: n === 0 ? 0.22 : 0.13,
      });
      song.add(sound, at, {
        gain: [0.3, 0.17, 0.12][n],
        pan: [0, -0.55, 0.55][n],
        room: 0.25,
        echo: [0, 0.3, 0.45][n],
      });
    });
    // A sequence forgets a note now and then, and finds another.
    if (step % 32 === 31) {
      const sequence = sequences[random.pick([1, 2])];
      sequence[Math.floor(random.next() * sequence.length)] = random.pick(
        scaleNotes(key, scale, midi('C3'), midi('E5')),
      );
    }
    if (place > 0.3 && place < 0.85) {
      if (step % 16 === 0 || step % 16 === 10)
        song.add(kick({ from: 110, to: 44, decay: 0.16, click: 0.1 }), at, { gain: 0.4, room: 0.05 });
      if (step % 5 === 3 && random.chance(0.6))
        song.add(rim(), at, { gain: 0.06, pan: random.between(-0.8, 0.8), room: 0.5, echo: 0.3 });
    }
    if (step % 64 === 0) {
      for (const interval of [0, 7, 12, 15])
        song.add(pad(root + 12 + interval, song.beat * 15, { attack: 5, release: 5, cutoff: 520 }), at, {
          gain: 0.05,
          room: 0.5,
        });
      song.add(bell(root + 48, 5, { ratio: 1.414, index: 1.6, decay: 2.2 }), at + song.beat * 3, {
        gain: 0.08,
        pan: random.between(-0.5, 0.5),
        room: 0.8,
        echo: 0.5,
      });
    }
  }
  repeat(song, { seconds: song.beat * 0.75, feedback: 0.5, dark: 0.4, toRoom: 0.4 });
  reverberate(song, { seconds: 3.4, size: 1.1, dark: 0.3, level: 0.75 });
  return { loudness: -15, fadeIn: 0.3, fadeOut: 6 };
}
