import { sniffImage } from '../images/sniff-image.rules.js';

/** First characters by which a file that is no audio gives itself away. */
const BEGINNINGS: readonly (readonly [string, string])[] = [
  ['%PDF-', 'a PDF'],
  ['PK\x03\x04', 'an archive'],
  ['Rar!', 'an archive'],
  ['7z\xbc\xaf', 'an archive'],
  ['\x1f\x8b', 'an archive'],
  ['\x1aE\xdf\xa3', 'a Matroska video'],
  ['#extm3u', 'a playlist'],
  ['[playlist]', 'a playlist'],
  ['<!doctype html', 'a web page'],
  ['<html', 'a web page'],
];
const LOOKED_AT_BYTES = 512;
const BLANKS = new Set([...'\t\n\r'].map((blank) => blank.charCodeAt(0)));

/** What a file that is no audio seems to be instead, for people; null for what we do not know either. */
export function looksLike(head: Buffer): string | null {
  const picture = sniffImage(head);
  // Any XML may be an SVG.
  if (picture && picture !== 'svg') return 'a picture';
  const start = head.subarray(0, LOOKED_AT_BYTES);
  const words = start.toString('latin1').trimStart();
  const known = BEGINNINGS.find(([mark]) => words.startsWith(mark) || words.toLowerCase().startsWith(mark));
  return known?.[1] ?? (isText(start) ? 'text' : null);
}

function isText(bytes: Buffer): boolean {
  return bytes.every((byte) => byte >= 0x20 || BLANKS.has(byte));
}
