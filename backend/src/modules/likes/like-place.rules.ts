import { CursorInvalid, isTime } from '../../common/page.js';

/** Where a page of likes ends. */
export interface LikePlace {
  /** Null above the order that the owner made, or without one. */
  position: number | null;
  /** ISO 8601, to the microsecond. */
  created_at: string;
  track_id: number;
}

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

function isTrackId(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) > 0 && (value as number) < 2 ** 31;
}
