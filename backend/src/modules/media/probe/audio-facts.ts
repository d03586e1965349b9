import type { AudioKind } from './sniff.rules.js';

/** What a file says about its sound, before anything is decoded. */
export interface AudioFacts {
  kind: AudioKind;
  codec: string;
  bitrate: number | null;
  sampleRate: number;
  channels: number;
  bytes: number;
  /** What the container promises; null where it promises nothing (a stream, a recording, a bare MP3). */
  announcedMs: number | null;
  /** A moving picture, not a cover. */
  hasVideo: boolean;
}
