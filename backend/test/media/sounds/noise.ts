import { createHash } from 'node:crypto';

/** Bytes without a pattern, the same each time: drawn ones begin like an MP3 once in a while. */
export function noise(bytes: number): Buffer {
  return createHash('shake256', { outputLength: bytes }).update('noise').digest();
}
