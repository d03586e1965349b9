import type { AudioFacts } from '../probe/audio-facts.js';
import type { AudioKind } from '../probe/sniff.rules.js';

/** What every browser plays as it is (TC-04); the rest gets an MP3 beside it. */
const PLAYABLE: Readonly<Record<AudioKind, readonly string[]>> = {
  mp3: ['mp3'],
  wav: ['pcm_u8', 'pcm_s16le', 'pcm_s24le', 'pcm_f32le'],
  m4a: ['aac'],
  flac: ['flac'],
  aiff: [],
  ogg: ['vorbis', 'opus', 'flac'],
  opus: ['opus'],
  webm: ['opus', 'vorbis'],
};

const CHANNELS_AT_MOST = 8;
const RATE_AT_LEAST = 8_000;
const RATE_AT_MOST = 192_000;

export function isBrowserPlayable({ kind, codec, channels, sampleRate, hasVideo }: AudioFacts): boolean {
  if (hasVideo || channels > CHANNELS_AT_MOST) return false;
  return PLAYABLE[kind].includes(codec) && sampleRate >= RATE_AT_LEAST && sampleRate <= RATE_AT_MOST;
}

/** Whether an MP3 made of it would save listeners bytes without anything being encoded twice (TC-06). */
export function isLossless({ codec }: { codec: string }): boolean {
  return codec.startsWith('pcm_') || ['flac', 'alac', 'wavpack', 'tta', 'ape'].includes(codec);
}

const TOO_SHORT_MS = 500;
const MISSING_MS = 2_000;
const MISSING_SHARE = 0.05;

export type LengthVerdict = 'whole' | 'too-short' | 'truncated';

/** UP-22, by what was really decoded. */
export function judgeLength(durationMs: number, announcedMs: number | null): LengthVerdict {
  const missingMs = (announcedMs ?? 0) - durationMs;
  if (missingMs > MISSING_MS && missingMs > (announcedMs ?? 0) * MISSING_SHARE) return 'truncated';
  return durationMs < TOO_SHORT_MS ? 'too-short' : 'whole';
}

const BYTES_PER_MS = { mp3: 40, m4a: 32 } as const;
const SPARE_BYTES = 4_000_000;
/** The slowest codec that is common: bounds the length of what announces none. */
const BYTES_PER_MS_AT_LEAST = 2;

/** Room for what an encoding writes, with its tags. */
export function encodedBytesAtMost(
  { announcedMs, bytes, sampleRate, channels }: AudioFacts,
  target: 'mp3' | 'm4a' | 'wav',
): number {
  const lengthMs = announcedMs ?? bytes / BYTES_PER_MS_AT_LEAST;
  const perMs = target === 'wav' ? (sampleRate * channels * 2) / 1000 : BYTES_PER_MS[target];
  return Math.ceil(lengthMs * perMs * 1.1) + SPARE_BYTES;
}
