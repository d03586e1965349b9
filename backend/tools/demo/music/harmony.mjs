const STEPS = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 };
const QUALITIES = {
  '': [0, 4, 7],
  m: [0, 3, 7],
  5: [0, 7, 12],
  6: [0, 4, 7, 9],
  m6: [0, 3, 7, 9],
  69: [0, 4, 9, 14],
  7: [0, 4, 7, 10],
  m7: [0, 3, 7, 10],
  maj7: [0, 4, 7, 11],
  m7b5: [0, 3, 6, 10],
  9: [0, 4, 10, 14],
  m9: [0, 3, 7, 10, 14],
  maj9: [0, 4, 7, 11, 14],
  m11: [0, 3, 10, 14, 17],
  13: [0, 4, 10, 14, 21],
  '7b9': [0, 4, 10, 13],
  add9: [0, 4, 7, 14],
  madd9: [0, 3, 7, 14],
  sus2: [0, 2, 7],
  sus4: [0, 5, 7],
  '7sus4': [0, 5, 10, 14],
};
export const SCALES = {
  major: [0, 2, 4, 5, 7, 9, 11],
  minor: [0, 2, 3, 5, 7, 8, 10],
  dorian: [0, 2, 3, 5, 7, 9, 10],
  lydian: [0, 2, 4, 6, 7, 9, 11],
  majorPentatonic: [0, 2, 4, 7, 9],
  minorPentatonic: [0, 3, 5, 7, 10],
  hirajoshi: [0, 2, 3, 7, 8],
  blues: [0, 3, 5, 6, 7, 10],
};

/** Frequency of a MIDI note number; 69 is a' = 440 Hz. */
export function hz(midi) {
  return 440 * 2 ** ((midi - 69) / 12);
}

/** `Bb3` → 58; C4 is 60. */
export function midi(name) {
  const [, letter, accidental, octave] = /^([A-G])([#b]?)(-?\d)$/.exec(name);
  return STEPS[letter] + shift(accidental) + 12 * (Number(octave) + 1);
}

/** `F#m7/E` → its root as a pitch class, the intervals above it, and the bass as a pitch class. */
export function chord(symbol) {
  const [, letter, accidental, quality, , bass] = /^([A-G])([#b]?)([^/]*)(\/([A-G][#b]?))?$/.exec(symbol);
  const intervals = QUALITIES[quality];
  if (!intervals) throw new Error(`unknown chord ${symbol}`);
  const root = STEPS[letter] + shift(accidental);
  return { root, intervals, bass: bass ? STEPS[bass[0]] + shift(bass[1]) : root };
}

/** The notes of a chord, each in the octave nearest to the centre: neighbouring chords then share or step. */
export function voiced(symbol, centre = 60) {
  const { root, intervals } = chord(symbol);
  const notes = intervals.map((interval) => nearest(root + interval, centre));
  return [...new Set(notes)].sort((a, b) => a - b);
}

/** The bass note of a chord at or above `lowest`. */
export function bassOf(symbol, lowest = midi('E1')) {
  const { bass } = chord(symbol);
  return lowest + ((((bass - lowest) % 12) + 12) % 12);
}

/** The notes of a scale between two notes, going up. `key` is a note name without octave. */
export function scaleNotes(key, kind, low, high) {
  const root = STEPS[key[0]] + shift(key[1]);
  const steps = new Set(SCALES[kind].map((step) => (step + root + 120) % 12));
  const notes = [];
  for (let note = low; note <= high; note++) if (steps.has(note % 12)) notes.push(note);
  return notes;
}

/** The note of a list that is closest. */
export function closest(notes, wanted) {
  return notes.reduce((best, note) => (Math.abs(note - wanted) < Math.abs(best - wanted) ? note : best), notes[0]);
}

function nearest(pitch, centre) {
  return centre + ((((pitch - centre) % 12) + 18) % 12) - 6;
}

function shift(accidental) {
  return accidental === '#' ? 1 : accidental === 'b' ? -1 : 0;
}
