/** `file` has a length and can be sought in; `stream` has neither. */
export type SourceKind = 'file' | 'stream';

/** One address the same music can be had from: another host, or another rendition. */
export interface AudioSource {
  url: string;
  /** MIME type, for `canPlayType`; null when unknown. */
  type: string | null;
}

/** What the engine plays. It knows nothing of titles, queues or people. */
export interface Playable {
  /** Names this use of the track: the queue entry, not the track, which may stand in the queue twice. */
  key: string;
  trackId: number;
  kind: SourceKind;
  /** In the order in which they are tried; at least one. */
  sources: readonly AudioSource[];
  /** What the catalogue says; the element's own figure wins once it is known. */
  durationMs: number | null;
  /** EBU R128 integrated loudness; null when it was not measured. */
  loudnessLufs: number | null;
}
