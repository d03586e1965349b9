import { Injectable } from '@nestjs/common';
import { Sql, type Tx } from '../../platform/database/index.js';
import type { LikePlace } from './like-place.rules.js';

/** A like in the order of its owner. */
export interface OrderedLike extends LikePlace {
  track_id: number;
}

const PLACE = `position, track_id, to_char(created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as created_at`;

/** Likes without a place first: they are newer than the order that was made. Without an order that is all of them. */
const ORDER = 'position asc nulls first, created_at desc, track_id desc';

/** In which order somebody's likes are shown (LIKE-03). */
@Injectable()
export class LikeOrderRepository {
  constructor(private readonly sql: Sql) {}

  /** One more than asked for. */
  page(did: string, limit: number, after?: LikePlace): Promise<OrderedLike[]> {
    return this.sql.rows(
      `select ${PLACE} from likes
        where did = $1
          and ($3::timestamptz is null or ($4::float8 is null and position is not null) or position > $4
               or (position is not distinct from $4 and (created_at, track_id) < ($3, $5::int)))
        order by ${ORDER} limit $2 + 1`,
      [did, limit, after?.created_at ?? null, after?.position ?? null, after?.track_id ?? null],
    );
  }

  /** The first of them, or all. */
  async trackIds(did: string, limit: number | null, tx?: Tx): Promise<number[]> {
    const rows = await this.sql.rows<{ track_id: number }>(
      `select track_id from likes where did = $1 order by ${ORDER} limit $2`,
      [did, limit],
      tx,
    );
    return rows.map((row) => row.track_id);
  }

  /** All of them as they came, whatever order was made of them. */
  newestFirst(did: string, tx: Tx): Promise<OrderedLike[]> {
    return this.sql.rows(
      `select ${PLACE} from likes where did = $1 order by created_at desc, track_id desc`,
      [did],
      tx,
    );
  }

  /** These tracks get the places 1, 2, 3 …; all others lose theirs. */
  async arrange(tx: Tx, did: string, trackIds: readonly number[]): Promise<void> {
    await this.sql.rows(
      `update likes set position = given.place
         from likes mine left join unnest($2::int[]) with ordinality as given (track_id, place) using (track_id)
        where mine.did = $1 and likes.did = mine.did and likes.track_id = mine.track_id
          and likes.position is distinct from given.place`,
      [did, trackIds],
      tx,
    );
  }
}
