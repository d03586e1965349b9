/** A recording that was recognised in a part of a sound, in the words of the contract (MOD-01). */
export interface Match {
  artist: string;
  title: string;
  album: string | null;
  /** 0 to 100 as the scanner gives it; not comparable between songs (P-MOD-02). */
  score: number;
  isrc: string | null;
  /** Where in the recognised song, as `MM:SS`. */
  timecode: string | null;
  /** Where in the scanned sound. */
  offset_ms: number | null;
}

/** What a scanner found, before anybody judges it. */
export interface Finding {
  matches: Match[];
  /** Its whole answer, in a form that a database can hold. */
  raw: unknown;
}

/** The scanner takes a sound in parts of this length. */
export const SEGMENT_MS = 12_000;
