import { randomFrom } from './random.mjs';
import { RATE } from './song.mjs';

const HEADER = 44;

/** A song as a 16-bit stereo WAV file, dithered. */
export function wavOf({ left, right }) {
  const bytes = Buffer.alloc(HEADER + left.length * 4);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(2, 22);
  bytes.writeUInt32LE(RATE, 24);
  bytes.writeUInt32LE(RATE * 4, 28);
  bytes.writeUInt16LE(4, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(left.length * 4, 40);
  const samples = new Int16Array(bytes.buffer, bytes.byteOffset + HEADER, left.length * 2);
  const { next } = randomFrom('dither');
  for (let i = 0; i < left.length; i++) {
    samples[2 * i] = Math.round(left[i] * 32_766 + next() - 0.5);
    samples[2 * i + 1] = Math.round(right[i] * 32_766 + next() - 0.5);
  }
  return bytes;
}
