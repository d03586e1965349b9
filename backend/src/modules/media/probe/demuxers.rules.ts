import type { AudioKind } from './sniff.rules.js';

/** The closed list: what ffmpeg is told to read a file as (P-UP-16). None of these opens a second file or an address. */
export const DEMUXERS: Readonly<Record<AudioKind, string>> = {
  mp3: 'mp3',
  wav: 'wav',
  m4a: 'mov',
  flac: 'flac',
  aiff: 'aiff',
  ogg: 'ogg',
  opus: 'ogg',
  webm: 'matroska',
};

/** Arguments that open one local file and nothing else. */
export function inputArguments(kind: AudioKind, path: string): string[] {
  return ['-protocol_whitelist', 'file,pipe', '-f', DEMUXERS[kind], '-i', `file:${path}`];
}
