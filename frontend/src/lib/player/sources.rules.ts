import type { Track } from '../api/contract.ts';
import type { AudioSource, Playable } from './playable.ts';

/** What the browser hopes to play: `''` is a no that is not always true, so it only goes to the end (P-PLAY-09). */
export type CanPlayType = (type: string) => string;

const MIME: Record<string, string> = {
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
  m4a: 'audio/mp4',
  aac: 'audio/mp4',
  flac: 'audio/flac',
  aiff: 'audio/aiff',
  aif: 'audio/aiff',
  ogg: 'audio/ogg',
  opus: 'audio/ogg; codecs="opus"',
  webm: 'audio/webm',
};

/** Every address a track can be had from, the likeliest first: its public host, our own door, then other renditions. */
export function audioSources(track: Track, apiBase: string, canPlayType: CanPlayType): AudioSource[] {
  const door = (fileId: string) => `${apiBase}/audio/${encodeURIComponent(fileId)}`;
  const current = mime(track.file_type);
  const found: AudioSource[] = [
    ...(track.r2_url ? [{ url: track.r2_url, type: current }] : []),
    { url: door(track.file_id), type: current },
    ...track.renditions.map(({ file_id, file_type }) => ({ url: door(file_id), type: mime(file_type) })),
  ];
  const unique = found.filter((source, index) => found.findIndex((other) => other.url === source.url) === index);
  const hopeless = ({ type }: AudioSource) => type !== null && canPlayType(type) === '';
  return [...unique.filter((source) => !hopeless(source)), ...unique.filter(hopeless)];
}

export function playableOf(entryId: string, track: Track, sources: readonly AudioSource[]): Playable {
  const durationMs = track.duration_ms ?? (track.duration === null ? null : track.duration * 1000);
  return { key: entryId, trackId: track.id, kind: 'file', sources, durationMs, loudnessLufs: track.loudness_lufs };
}

function mime(fileType: string): string | null {
  if (fileType.includes('/')) return fileType;
  return MIME[fileType.replace(/^\./, '').toLowerCase()] ?? null;
}
