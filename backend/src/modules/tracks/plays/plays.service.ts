import { Injectable } from '@nestjs/common';
import { Settings } from '../../../platform/config/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { Events } from '../../../platform/events/index.js';
import { TracksService } from '../tracks.service.js';
import { type Listener, listenerKeys, windowMs } from './listener.rules.js';
import type { PlaySource } from './play-event.entity.js';
import type { PlayCount, PlayReport } from './plays.dto.js';
import { PlaysRepository } from './plays.repository.js';

/** Counts plays: the event and the counter of the track are one transaction (TRK-06, P-DB-05). */
@Injectable()
export class PlaysService {
  private readonly secret: string;

  constructor(
    private readonly tracks: TracksService,
    private readonly plays: PlaysRepository,
    private readonly transactions: Transactions,
    private readonly events: Events,
    settings: Settings,
  ) {
    // Listeners are told apart for an hour at most, so nothing is lost when this key is rotated.
    this.secret = `plays:${settings.oauthEncryptionKey}`;
  }

  async report(trackId: number, listener: Listener, source: PlaySource, report: PlayReport): Promise<PlayCount> {
    const track = await this.tracks.getShown(trackId, listener.did);
    const answer = await this.transactions.run(async (tx) => {
      const counted = await this.plays.write(tx, {
        trackId,
        did: listener.did,
        source,
        playSessionId: report.play_session_id ?? null,
        ref: report.ref ?? null,
        listenedMs: report.listened_ms ?? null,
        listener: listenerKeys(listener, this.secret),
        windowMs: windowMs(track.durationMs),
      });
      return { counted, play_count: counted ? await this.tracks.count(tx, trackId, 'play_count', 1) : track.playCount };
    });
    if (answer.counted) this.events.emit('track.played', { trackId, did: listener.did });
    return answer;
  }
}
