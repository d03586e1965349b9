import { type Match, SEGMENT_MS } from './match.js';

/** When matches flag a sound (MOD-02, P-MOD-02): scores are not comparable, so it is by presence or by share. */
export type FlagRule = 'any' | 'dominant';

export interface Verdict {
  is_flagged: boolean;
  /** Of the matches that count. */
  highest_score: number;
  /** Those that are not the artist's own. */
  matches: Match[];
  /** "Title by Artist", of what was heard most; null when nothing was. */
  heard: string | null;
}

export interface Circumstances {
  rule: FlagRule;
  /** What the artist is called. */
  artistNames?: readonly string[];
  durationMs?: number | null;
}

const LEAST_SHARE = 0.3;
const LEAST_SONGS = 3;
const LEAST_SEGMENTS = 3;

/** What becomes of the matches of one sound. */
export function judge(found: readonly Match[], { rule, artistNames = [], durationMs }: Circumstances): Verdict {
  const own = new Set(artistNames.map(compared));
  const matches = found.filter(({ artist }) => !creditsOf(artist).some((name) => own.has(name)));
  const songs = songsOf(matches);
  return {
    is_flagged: rule === 'any' ? matches.length > 0 : isDominated(songs, segmentsIn(found, durationMs ?? 0)),
    highest_score: Math.max(0, ...matches.map(({ score }) => score)),
    matches,
    heard: songs[0] ? `${songs[0].title} by ${songs[0].artist}` : null,
  };
}

interface Song {
  title: string;
  artist: string;
  segments: Set<number>;
}

/** What was heard most comes first; of what was heard as often, what was heard earlier in the list. */
function songsOf(matches: readonly Match[]): Song[] {
  const songs = new Map<string, Song>();
  for (const [index, { title, artist, offset_ms }] of matches.entries()) {
    const key = `${compared(title)}\n${compared(artist)}`;
    const song = songs.get(key) ?? { title, artist, segments: new Set() };
    song.segments.add(segmentOf(offset_ms, index));
    songs.set(key, song);
  }
  return [...songs.values()].toSorted((a, b) => b.segments.size - a.segments.size);
}

/** One song in at least 30 % of the segments, or three songs in at least three segments each. */
function isDominated(songs: readonly Song[], segments: number): boolean {
  const long = songs.filter((song) => song.segments.size >= LEAST_SEGMENTS);
  return songs.some((song) => song.segments.size >= segments * LEAST_SHARE) || long.length >= LEAST_SONGS;
}

/** Where the length is not known, as many as reach to the last match. */
function segmentsIn(matches: readonly Match[], durationMs: number): number {
  const last = Math.max(-1, ...matches.map(({ offset_ms }, index) => segmentOf(offset_ms, index)));
  return Math.max(last + 1, Math.ceil(durationMs / SEGMENT_MS));
}

/** A match that does not say where it is counts as a segment of its own. */
function segmentOf(offsetMs: number | null, index: number): number {
  return offsetMs === null ? index : Math.floor(offsetMs / SEGMENT_MS);
}

/** The whole credit, and everybody in it: a song of several artists is of each of them. */
function creditsOf(artist: string): string[] {
  const parts = artist.split(/\s*[,;&/+]\s*|\s+(?:feat\.?|ft\.?|featuring|with|and|x|vs\.?)\s+/i);
  return [artist, ...parts].map(compared).filter((name) => name !== '');
}

/** Names as they are compared: letters and digits of every script, without case and accents; marks where there is nothing else. */
function compared(name: string): string {
  const folded = name.normalize('NFKD').toLowerCase();
  return folded.replace(/[^\p{L}\p{N}]+/gu, '') || folded.trim();
}
