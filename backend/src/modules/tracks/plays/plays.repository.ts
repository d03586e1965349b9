import { Injectable } from '@nestjs/common';
import { Sql, type Tx } from '../../../platform/database/index.js';
import type { ListenerKeys } from './listener.rules.js';
import type { PlayEvent } from './play-event.entity.js';

export interface NewPlay extends Pick<
  PlayEvent,
  'trackId' | 'did' | 'playSessionId' | 'source' | 'ref' | 'listenedMs'
> {
  listener: ListenerKeys;
  windowMs: number;
}

@Injectable()
export class PlaysRepository {
  constructor(private readonly sql: Sql) {}

  /**
   * Writes a play and answers whether it counts: the listener has no counted one of this track within the window, and
   * the session was not reported before. Plays of one listener are decided one after the other.
   */
  async write(tx: Tx, { listener, windowMs, ...play }: NewPlay): Promise<boolean> {
    const turn = [listener.turn, play.trackId];
    await this.sql.rows('select pg_advisory_xact_lock(hashtextextended($1, $2))', turn, tx);
    const row = await this.sql.one<{ is_counted: boolean }>(
      `insert into play_events (track_id, listener_key, did, play_session_id, source, ref, listened_ms, is_counted)
       values ($1, $2, $3, $4, $5, $6, $7, not exists (
         select 1 from play_events
          where listener_key = any($8) and track_id = $1 and is_counted
            and created_at > now() - make_interval(secs => $9 / 1000.0)))
       on conflict (play_session_id) do nothing returning is_counted`,
      [
        play.trackId,
        listener.own,
        play.did,
        play.playSessionId,
        play.source,
        play.ref,
        play.listenedMs,
        listener.all,
        windowMs,
      ],
      tx,
    );
    return row?.is_counted ?? false;
  }
}
