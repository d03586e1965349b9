import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { TRACKS } from '../catalogue/tracks.mjs';
import { compose } from '../music/compose.mjs';
import { bassOf, chord, closest, hz, midi, scaleNotes, voiced } from '../music/harmony.mjs';
import { integrated } from '../music/master.mjs';
import { RATE } from '../music/song.mjs';
import { wavOf } from '../music/wav.mjs';

test('notes, chords and scales are what musicians mean by them', () => {
  assert.equal(midi('C4'), 60);
  assert.equal(midi('Bb3'), 58);
  assert.equal(hz(69), 440);
  assert.deepEqual(chord('F#m7/E'), { root: 6, intervals: [0, 3, 7, 10], bass: 4 });
  assert.throws(() => chord('H'), TypeError);
  assert.throws(() => chord('Cwhat'), /unknown chord/);
  assert.deepEqual(voiced('Cmaj7', 60), [55, 59, 60, 64]);
  assert.equal(bassOf('G/B'), midi('B1'));
  assert.deepEqual(scaleNotes('Eb', 'major', midi('Eb4'), midi('Eb5')), [63, 65, 67, 68, 70, 72, 74, 75]);
  assert.equal(closest([60, 64, 67], 65), 64);
});

test('every chord and key of the catalogue is known', () => {
  for (const { title, score } of TRACKS) {
    for (const symbol of score.chords ?? []) assert.ok(voiced(symbol).length >= 3, `${title}: ${symbol}`);
    if (score.scale) assert.ok(scaleNotes(score.key, score.scale, 60, 72).length >= 5, title);
  }
});

test('a tone at full scale has the loudness that the standard gives it', () => {
  const tone = Float32Array.from({ length: 5 * RATE }, (_, i) => Math.sin((2 * Math.PI * 997 * i) / RATE));
  // ITU-R BS.1770: one channel of 997 Hz at 0 dBFS reads −3.01 LUFS.
  assert.ok(Math.abs(integrated({ left: tone, right: new Float32Array(tone.length) }) + 3.01) < 0.05);
});

const excerpt = (style) => ({ ...TRACKS.find(({ score }) => score.style === style).score, seconds: 24 });

test('a piece is the same at every run', () => {
  const print = () =>
    createHash('sha256')
      .update(wavOf(compose('print', excerpt('bossa'))))
      .digest('hex');
  assert.equal(print(), print());
  assert.notEqual(
    print(),
    createHash('sha256')
      .update(wavOf(compose('other', excerpt('bossa'))))
      .digest('hex'),
  );
});

for (const style of ['bossa', 'dub', 'funk', 'guitars', 'solo', 'tape']) {
  test(`${style} is loud enough, never clips and never falls silent`, () => {
    const song = compose(style, excerpt(style));
    const loudness = integrated(song);
    assert.ok(loudness > -17 && loudness < -12, `${loudness} LUFS`);
    assert.ok(peakOf(song) <= 10 ** (-1.6 / 20) + 1e-6, `peak ${peakOf(song)}`);
    assert.ok(longestSilence(song) < 1.5, `${longestSilence(song)} s of silence`);
  });
}

function peakOf({ left, right }) {
  return [left, right].reduce(
    (peak, channel) => channel.reduce((max, value) => Math.max(max, Math.abs(value)), peak),
    0,
  );
}

function longestSilence({ left, right }) {
  let [longest, run] = [0, 0];
  for (let i = 0; i < left.length; i++) {
    run = Math.abs(left[i]) + Math.abs(right[i]) < 0.001 ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest / RATE;
}
