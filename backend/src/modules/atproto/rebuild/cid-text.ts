import type { Cid } from '@atproto/lex';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';

/**
 * A CID as text. The library remembers the text of every CID beside it, weakly; for a million of them that costs more than
 * all the rest of reading.
 */
export function cidText({ bytes }: Cid): string {
  let text = 'b';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = ((held & 0x1f) << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += LETTERS[(held >> (bits - 5)) & 0x1f] ?? '';
  }
  return bits > 0 ? text + (LETTERS[(held << (5 - bits)) & 0x1f] ?? '') : text;
}
