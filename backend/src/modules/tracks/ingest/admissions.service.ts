import { Injectable } from '@nestjs/common';
import { HOUR_MS } from '../../../common/clock.js';
import type { Tx } from '../../../platform/database/index.js';
import type { Reception, RecordSource } from '../../atproto/index.js';
import type { TrackClaims } from './claims.service.js';
import type { IncomingTrack } from './incoming-track.rules.js';
import { TracksIntakeRepository } from './tracks-intake.repository.js';

/** ING-03: so many new tracks of one person within an hour; more of them wait. */
const MAX_PER_HOUR = 100;

/** Which new tracks get a row. */
@Injectable()
export class Admissions {
  constructor(private readonly tracks: TracksIntakeRepository) {}

  /** Answers those that do not, by uri; all others are welcome. */
  async turnedAway(
    tx: Tx,
    tracks: readonly IncomingTrack[],
    claims: ReadonlyMap<string, TrackClaims>,
    source: RecordSource,
  ): Promise<Map<string, Reception>> {
    const away = new Map<string, Reception>();
    for (const { uri } of tracks) {
      const audio = claims.get(uri)?.audio;
      if (audio?.kind === 'refused') away.set(uri, { kind: 'ignored', reason: audio.reason });
    }
    // A rebuild reads what was admitted once already.
    if (source === 'stream') await this.limit(tx, tracks, away);
    return away;
  }

  private async limit(tx: Tx, tracks: readonly IncomingTrack[], away: Map<string, Reception>): Promise<void> {
    const admitted = tracks.filter(({ uri }) => !away.has(uri));
    if (admitted.length === 0) return;
    const lately = await this.tracks.arrivedLately(tx, [...new Set(admitted.map(({ did }) => did))]);
    for (const { uri, did } of admitted) {
      const count = (lately.get(did) ?? 0) + 1;
      if (count > MAX_PER_HOUR) away.set(uri, { kind: 'later', reason: 'too_many_tracks', afterMs: HOUR_MS });
      else lately.set(did, count);
    }
  }
}
