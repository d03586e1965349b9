import { cleanLine } from '../../../common/text.js';
import type { Match } from './match.js';
import { ScannerFailed } from './scan.errors.js';

/** The longest name that is kept of a song. */
const LONGEST_NAME = 300;

/** Said of the sound itself, so that asking again gives the same answer: no fingerprint, too large, not audio. */
const ABOUT_THE_SOUND = new Set<unknown>([300, 400, 500]);
/** A parameter of the request is old; the answer is whole all the same. */
const DEPRECATED = 51;

type Json = Record<string, unknown>;

/**
 * The matches in an answer of AuDD's enterprise endpoint (https://docs.audd.io/enterprise): a list of parts, each with
 * its place in the file and the songs in it. Throws {@link ScannerFailed} for its errors, and for what is no such answer.
 */
export function auddMatches(answer: unknown): Match[] {
  const { status, result, error } = object(answer);
  const { error_code: code, error_message: message } = object(error);
  if (status === 'error' && code !== DEPRECATED)
    throw new ScannerFailed(`${String(code)}, ${text(message) ?? 'no reason given'}`, {
      answer,
      isFinal: ABOUT_THE_SOUND.has(code),
    });
  if (status === 'success' && result === null) return [];
  if (!Array.isArray(result)) throw new ScannerFailed('its answer has no result', { answer });
  return result.map(object).flatMap(({ songs, offset }) => {
    const startMs = clockMs(offset);
    return list(songs).map((song) => ({
      ...named(song),
      offset_ms: startMs === null ? null : startMs + (whole(song.start_offset) ?? 0),
    }));
  });
}

/** The matches in an answer of a scanning service that speaks as we do (MOD-01). */
export function serviceMatches(answer: unknown): Match[] {
  const { matches, message } = object(answer);
  if (!Array.isArray(matches)) throw new ScannerFailed(text(message) ?? 'its answer has no matches', { answer });
  return list(matches).map((match) => ({ ...named(match), offset_ms: whole(match.offset_ms) }));
}

function named(song: Json): Omit<Match, 'offset_ms'> {
  return {
    artist: text(song.artist) ?? 'unknown artist',
    title: text(song.title) ?? 'untitled',
    album: text(song.album),
    score: Math.min(100, whole(song.score) ?? 0),
    isrc: text(song.isrc),
    timecode: text(song.timecode),
  };
}

/** `MM:SS`, or `HH:MM:SS` in long files. */
function clockMs(value: unknown): number | null {
  if (typeof value !== 'string' || !/^\d{1,3}(:\d{2}){1,2}$/.test(value)) return null;
  return value.split(':').reduce((total, part) => total * 60 + Number(part), 0) * 1000;
}

function whole(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? Math.max(0, Math.round(value)) : null;
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? cleanLine(value).slice(0, LONGEST_NAME).toWellFormed() || null : null;
}

function list(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(object) : [];
}

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}
