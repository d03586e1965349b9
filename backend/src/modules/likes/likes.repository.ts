import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { Sql, type Tx } from '../../platform/database/index.js';
import { Like } from './like.entity.js';

export type NewLike = Pick<Like, 'did' | 'trackId' | 'rkey' | 'uri' | 'createdAt'>;

/** A like in a list, with the place where the list can go on. */
export interface LikeLine {
  did: string;
  track_id: number;
  rkey: string;
  /** ISO 8601, to the microsecond. */
  created_at: string;
}

const LINE = `did, track_id, rkey, to_char(created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as created_at`;

@Injectable()
export class LikesRepository {
  constructor(
    @InjectRepository(Like) private readonly rows: Repository<Like>,
    private readonly sql: Sql,
  ) {}

  /** Whether the row is new; of two at the same moment one is. Without a place it stands on top (LIKE-03). */
  async insert(tx: Tx, like: NewLike): Promise<boolean> {
    const row = await this.sql.one(
      `insert into likes (did, track_id, rkey, uri, created_at)
       values ($1, $2, $3, $4, $5)
       on conflict (did, track_id) do nothing returning uri`,
      [like.did, like.trackId, like.rkey, like.uri, like.createdAt],
      tx,
    );
    return row !== undefined;
  }

  find(tx: Tx, did: string, trackId: number): Promise<Like | null> {
    return tx.getRepository(Like).findOneBy({ did, trackId });
  }

  findByUri(uri: string): Promise<Like | null> {
    return this.rows.findOneBy({ uri });
  }

  async remove(tx: Tx, uri: string): Promise<boolean> {
    return ((await tx.getRepository(Like).delete({ uri })).affected ?? 0) > 0;
  }

  async stamp(uri: string, state: Pick<Like, 'syncState'> & Partial<Pick<Like, 'cid' | 'rev'>>): Promise<void> {
    await this.rows.update({ uri }, state);
  }

  /** Who likes a track, newest first; one more than asked for. */
  ofTrack(trackId: number, limit: number, after?: { createdAt: string; id: string }): Promise<LikeLine[]> {
    return this.sql.rows(
      `select ${LINE} from likes
        where track_id = $1 and ($3::timestamptz is null or (created_at, rkey) < ($3, $4))
        order by created_at desc, rkey desc limit $2 + 1`,
      [trackId, limit, after?.createdAt ?? null, after?.id ?? null],
    );
  }
}
