/** A play counts after so many seconds or this share of the track, whichever comes first (TRK-06); clients get it from `GET /config`. */
export const PLAY_THRESHOLD = { seconds: 30, ratio: 0.3 } as const;
