const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
/** CID version 1, raw bytes, SHA-256 of 32 bytes: the only form that blobs have. */
const PREFIX = Buffer.from([0x01, 0x55, 0x12, 0x20]);

/** The address by content of bytes with this hash, as records write it. */
export function blobCid(sha256: Buffer): string {
  let text = 'b';
  let bits = 0;
  let waiting = 0;
  for (const byte of Buffer.concat([PREFIX, sha256])) {
    waiting = ((waiting << 8) | byte) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) text += ALPHABET.charAt((waiting >> (bits - 5)) & 31);
  }
  return bits > 0 ? text + ALPHABET.charAt((waiting << (5 - bits)) & 31) : text;
}
