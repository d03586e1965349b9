import type { AudioFacts } from '../probe/audio-facts.js';
import { inputArguments } from '../probe/demuxers.rules.js';
import type { AudioKind } from '../probe/sniff.rules.js';

/** Rate of the samples that the outline is drawn from: enough for eyes, and little for the process that reads them. */
export const OUTLINE_RATE = 8_000;

const QUIET = ['-hide_banner', '-nostdin', '-nostats', '-loglevel', 'info', '-progress', 'pipe:2'];

/** TC-02: how each target of an encoding is made. */
export const TARGETS = {
  mp3: ['-c:a', 'libmp3lame', '-b:a', '320k', '-ar', '44100', '-ac', '2', '-id3v2_version', '3', '-f', 'mp3'],
  wav: ['-c:a', 'pcm_s16le', '-f', 'wav'],
  m4a: ['-c:a', 'aac', '-b:a', '256k', '-ar', '44100', '-movflags', '+faststart', '-f', 'ipod'],
} as const;
export type Target = keyof typeof TARGETS;

export interface DecodePlan {
  facts: AudioFacts;
  path: string;
  /** Where the MP3 goes, when one is needed. */
  mp3Path?: string;
}

/** One pass over the sound: loudness and outline, and the MP3 from the same decoded samples (UP-08). */
export function decodeArguments({ facts, path, mp3Path }: DecodePlan): string[] {
  const source = facts.channels > 8 ? '[0:a:0]pan=stereo|c0=c0|c1=c1' : '[0:a:0]anull';
  const measure = `ebur128=framelog=verbose,aformat=channel_layouts=mono|stereo,aresample=${OUTLINE_RATE},aformat=sample_fmts=s16[outline]`;
  const outline = ['-map', '[outline]', '-f', 's16le', 'pipe:1'];
  if (!mp3Path)
    return [...QUIET, ...inputArguments(facts.kind, path), '-filter_complex', `${source},${measure}`, ...outline];
  const graph = `${source},asplit=2[sound][measured];[measured]${measure}`;
  const mp3 = ['-map', '[sound]', '-map_metadata', '0', ...stereoAtMost(facts.channels), '-y', `file:${mp3Path}`];
  return [...QUIET, ...inputArguments(facts.kind, path), '-filter_complex', graph, ...mp3, ...outline];
}

/** How many channels {@link decodeArguments} writes to the outline. */
export function outlineChannels(channels: number): 1 | 2 {
  return channels === 1 ? 1 : 2;
}

/** A plain encoding, as the transcoding endpoint makes it. */
export function encodeArguments(kind: AudioKind, path: string, target: Target, out: string): string[] {
  const tags = target === 'wav' ? [] : ['-map_metadata', '0'];
  return [
    ...QUIET,
    ...inputArguments(kind, path),
    '-map',
    '0:a:0',
    '-vn',
    ...tags,
    ...TARGETS[target],
    '-y',
    `file:${out}`,
  ];
}

function stereoAtMost(channels: number): readonly string[] {
  return channels === 1 ? TARGETS.mp3.map((word, at) => (TARGETS.mp3[at - 1] === '-ac' ? '1' : word)) : TARGETS.mp3;
}
