/** What pictures we take (ST-05); the same list is shown to clients. */
export const SUPPORTED_IMAGES = ['.jpg', '.jpeg', '.png', '.webp', '.gif'] as const;

export type ImageKind = 'jpeg' | 'png' | 'webp' | 'gif' | 'heic' | 'svg';

const HEIC_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']);

/** What a picture is, by its first bytes: phones keep `.heic` names on JPEG data. Null for everything else. */
export function sniffImage(head: Buffer): ImageKind | null {
  const word = (at: number, length: number) => head.toString('latin1', at, at + length);
  if (head.length >= 3 && head.readUIntBE(0, 3) === 0xffd8ff) return 'jpeg';
  if (word(0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
  if (word(0, 4) === 'RIFF' && word(8, 4) === 'WEBP') return 'webp';
  if (word(0, 6) === 'GIF87a' || word(0, 6) === 'GIF89a') return 'gif';
  if (word(4, 4) === 'ftyp' && HEIC_BRANDS.has(word(8, 4))) return 'heic';
  return /^\ufeff?\s*(<\?xml|<!doctype svg|<svg)/i.test(head.toString('utf8', 0, 1024)) ? 'svg' : null;
}
