/** The kinds of audio file we take (UP-02). Content decides; names and MIME types are hints for nobody but people. */
export type AudioKind = 'mp3' | 'wav' | 'm4a' | 'flac' | 'aiff' | 'ogg' | 'opus' | 'webm';

export const SUPPORTED_AUDIO = ['.mp3', '.wav', '.m4a', '.flac', '.aiff', '.aif', '.ogg', '.opus', '.webm'] as const;

/** How much of a file's beginning is looked at. */
export const HEAD_BYTES = 64 * 1024;

/** Brands of the ISO base format that are pictures, not sound. */
const PICTURE_BRANDS = new Set([
  'heic',
  'heix',
  'heim',
  'heis',
  'hevc',
  'hevx',
  'mif1',
  'msf1',
  'avif',
  'avis',
  'crx ',
]);

/** What a file is, by the first bytes of it; null for everything we do not take, playlists and pages included. */
export function sniffAudio(head: Buffer): AudioKind | null {
  const word = (at: number, length = 4) => head.toString('latin1', at, at + length);
  if (['RIFF', 'RF64', 'BW64'].includes(word(0)) && word(8) === 'WAVE') return 'wav';
  if (word(0) === 'FORM' && ['AIFF', 'AIFC'].includes(word(8))) return 'aiff';
  if (word(0) === 'fLaC') return 'flac';
  if (word(0) === 'OggS') return sniffOgg(head);
  if (word(4) === 'ftyp') return PICTURE_BRANDS.has(word(8)) ? null : 'm4a';
  if (head.length >= 4 && head.readUInt32BE(0) === 0x1a45dfa3)
    return head.subarray(0, 64).includes('webm') ? 'webm' : null;
  const tag = id3Bytes(head);
  if (tag > 0) return tag + 4 <= head.length ? sniffBehindTag(head.subarray(tag)) : 'mp3';
  return startsWithMp3Frames(head) ? 'mp3' : null;
}

/** Length of an ID3v2 tag at the beginning, its header included; 0 without one. */
export function id3Bytes(head: Buffer): number {
  if (head.length < 10 || head.toString('latin1', 0, 3) !== 'ID3' || head[3] === 0xff) return 0;
  const size = head.subarray(6, 10);
  if (size.some((byte) => byte > 0x7f)) return 0;
  const hasFooter = ((head[5] ?? 0) & 0x10) !== 0;
  return size.reduce((sum, byte) => sum * 128 + byte, 0) + (hasFooter ? 20 : 10);
}

/** Taggers put ID3 before other formats too; two tags in a row happen as well. */
function sniffBehindTag(rest: Buffer): AudioKind | null {
  if (rest.toString('latin1', 0, 3) === 'ID3') return 'mp3';
  return sniffAudio(rest);
}

function sniffOgg(head: Buffer): AudioKind | null {
  const firstPacket = head.subarray(28, 36).toString('latin1');
  if (firstPacket === 'OpusHead') return 'opus';
  return firstPacket.startsWith('\x01vorbis') || firstPacket.startsWith('\x7fFLAC') ? 'ogg' : null;
}

/** Two frames in a row, after zeros at most: one alone can be anything. */
function startsWithMp3Frames(head: Buffer): boolean {
  const start = head.findIndex((byte) => byte !== 0);
  if (start < 0) return false;
  const length = mp3FrameBytes(head, start);
  if (length === 0) return false;
  return start + length + 4 > head.length || mp3FrameBytes(head, start + length) > 0;
}

const BITRATES_V1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const BITRATES_V2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const RATES_V1 = [44_100, 48_000, 32_000];

/** Length of the MPEG layer III frame at `at`, or 0 when there is none. */
function mp3FrameBytes(head: Buffer, at: number): number {
  if (at + 4 > head.length) return 0;
  const header = head.readUInt32BE(at);
  const version = (header >>> 19) & 3;
  const isLayer3 = ((header >>> 17) & 3) === 1;
  const bitrateIndex = (header >>> 12) & 15;
  const rateIndex = (header >>> 10) & 3;
  if (
    header >>> 21 !== 0x7ff ||
    version === 1 ||
    !isLayer3 ||
    bitrateIndex === 0 ||
    bitrateIndex === 15 ||
    rateIndex === 3
  )
    return 0;
  const isV1 = version === 3;
  const kbps = (isV1 ? BITRATES_V1 : BITRATES_V2)[bitrateIndex] ?? 0;
  const rate = (RATES_V1[rateIndex] ?? 0) / (isV1 ? 1 : version === 2 ? 2 : 4);
  const padding = (header >>> 9) & 1;
  return Math.floor(((isV1 ? 144 : 72) * kbps * 1000) / rate) + padding;
}
