import { CursorInvalid } from '../../common/page.js';

/** Where a page of likes ends. */
export interface LikePlace {
  /** Null above the order that the owner made, or without one. */
  position: number | null;
  /** ISO 8601, to the microsecond. */
  created_at: string;
  track_id: number;
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;

export function encodeLikePlace({ position, created_at, track_id }: LikePlace): string {
  return Buffer.from(JSON.stringify([position, created_at, track_id])).toString('base64url');
}

/** Throws {@link CursorInvalid} for anything that {@link encodeLikePlace} did not make. */
export function decodeLikePlace(cursor: string): LikePlace {
  try {
    const [position, time, trackId] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    const isPlaced = position === null || (typeof position === 'number' && Number.isFinite(position));
    if (isPlaced && isTime(time) && isTrackId(trackId)) return { position, created_at: time, track_id: trackId };
  } catch {
    // Not ours, as below.
  }
  throw new CursorInvalid();
}

function isTime(value: unknown): value is string {
  if (typeof value !== 'string' || !TIME.test(value)) return false;
  const time = new Date(value);
  return !Number.isNaN(time.getTime()) && time.toISOString().slice(0, 19) === value.slice(0, 19);
}

function isTrackId(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) > 0 && (value as number) < 2 ** 31;
}
