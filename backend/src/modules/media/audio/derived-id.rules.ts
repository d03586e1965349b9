import { sha256 } from '../../../common/ids.js';

/** The id that a piece of work gives to what it makes, the same in every run of it: a second run finds the first one's. */
export function derivedId(source: string, role: string): string {
  const bytes = sha256(`${source}:${role}`).subarray(0, 16);
  // Version 8 of RFC 9562: ids by a rule of one's own.
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
