import { Injectable } from '@nestjs/common';
import { Sql, type Tx } from '../../../platform/database/index.js';

export const MEDIA_PARTS = ['audio', 'image'] as const;
export type MediaPart = (typeof MEDIA_PARTS)[number];

/** Bytes that the record of a track names and that are not attached to it yet. */
export interface WantedMedia {
  trackId: number;
  part: MediaPart;
  /** `blob:<cid>` in the artist's repository, `storage:<key>` here, or the address of a cover elsewhere. */
  address: string;
  /** What the record says of the sound; it is not measured again. */
  loudnessLufs: number | null;
  state: 'wanted' | 'here' | 'refused';
  attempts: number;
}

const COLUMNS = `track_id as "trackId", part, address, loudness_lufs as "loudnessLufs", state, attempts`;

/** The list of bytes to be fetched: rows, so that no crash between commit and queue loses one. */
@Injectable()
export class WantedMediaRepository {
  constructor(private readonly sql: Sql) {}

  /** Adds wishes. The same address again is a new try only where it was refused. */
  async add(
    tx: Tx,
    wanted: readonly Pick<WantedMedia, 'trackId' | 'part' | 'address' | 'loudnessLufs'>[],
  ): Promise<void> {
    if (wanted.length === 0) return;
    await this.sql.rows(
      `insert into wanted_media as known (track_id, part, address, loudness_lufs)
       select "trackId", part, address, "loudnessLufs"
         from json_to_recordset($1::json) as g ("trackId" int, part text, address text, "loudnessLufs" real)
       on conflict (track_id, part) do update set address = excluded.address, loudness_lufs = excluded.loudness_lufs,
              state = 'wanted', attempts = 0, next_attempt_at = now()
         where known.address <> excluded.address or known.state = 'refused'`,
      [JSON.stringify(wanted)],
      tx,
    );
  }

  /** Takes the next ones that are due; they are due again after a while, should whoever works on them die. */
  lease(limit: number, seconds: number): Promise<WantedMedia[]> {
    return this.sql.rows(
      `with due as (
         select track_id, part from wanted_media where state = 'wanted' and next_attempt_at <= now()
          order by next_attempt_at limit $1 for update skip locked
       ), leased as (
         update wanted_media w set next_attempt_at = now() + make_interval(secs => $2), attempts = w.attempts + 1
           from due where w.track_id = due.track_id and w.part = due.part
          returning w.*
       )
       select ${COLUMNS} from leased`,
      [limit, seconds],
    );
  }

  find(trackId: number, part: MediaPart, tx?: Tx): Promise<WantedMedia | undefined> {
    return this.sql.one(`select ${COLUMNS} from wanted_media where track_id = $1 and part = $2`, [trackId, part], tx);
  }

  /** Whether these bytes are still wanted: the record may name others by now. */
  async settle(tx: Tx, { trackId, part, address }: WantedMedia, state: 'here' | 'refused'): Promise<boolean> {
    const row = await this.sql.one(
      `with settled as (
         update wanted_media set state = $4 where track_id = $1 and part = $2 and address = $3 returning 1
       )
       select from settled`,
      [trackId, part, address, state],
      tx,
    );
    return row !== undefined;
  }

  /**
   * Covers whose servers were away for `tries` tries, the last of them so many days ago, are wanted once more, and so is
   * what was fetched from elsewhere and got lost here.
   */
  async wantCoversAgain({ tries, days, limit }: { tries: number; days: number; limit: number }): Promise<void> {
    await this.sql.rows(
      `update wanted_media w set state = 'wanted', attempts = $1 - 1, next_attempt_at = now()
         from (
           select x.track_id from wanted_media x join tracks t on t.id = x.track_id and t.deleted_at is null
             left join images i on i.id = t.image_id
            where x.part = 'image' and x.next_attempt_at < now() - make_interval(days => $2)
              and (x.state = 'refused' and x.attempts >= $1
                   or x.state = 'here' and i.state = 'missing' and x.address not like 'storage:%')
            order by x.next_attempt_at limit $3) due
        where w.track_id = due.track_id and w.part = 'image'`,
      [tries, days, limit],
    );
  }

  async postpone({ trackId, part, address }: WantedMedia, seconds: number): Promise<void> {
    await this.sql.rows(
      `update wanted_media set next_attempt_at = now() + make_interval(secs => $4)
        where track_id = $1 and part = $2 and address = $3`,
      [trackId, part, address, seconds],
    );
  }

  /** Whether somebody else's track names the same file; one that was taken down has no say. */
  async isContested({ trackId, part, address }: WantedMedia): Promise<boolean> {
    const row = await this.sql.one(
      `select 1 from wanted_media w join tracks t on t.id = w.track_id
        where w.address = $3 and w.part = $2 and t.moderation is distinct from 'takedown'
          and t.artist_did <> (select artist_did from tracks where id = $1) limit 1`,
      [trackId, part, address],
    );
    return row !== undefined;
  }
}
