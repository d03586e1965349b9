import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type QueryDeepPartialEntity, Raw, type Repository } from 'typeorm';
import { Sql, type Tx } from '../../platform/database/index.js';
import { Playlist } from './playlist.entity.js';

export type NewPlaylist = Pick<Playlist, 'id' | 'ownerDid' | 'name' | 'rkey' | 'uri' | 'createdAt'>;
/** `onProfile`: only those that their owner shows there. `trackId`: only those that hold this track. */
export interface OwnerFilter {
  onProfile?: boolean;
  trackId?: number;
}
export type PlaylistStamp = Partial<Pick<Playlist, 'cid' | 'rev' | 'publishState'>>;

const holding = (id: string): string => `${id} in (select playlist_id from playlist_tracks where track_id = :trackId)`;

@Injectable()
export class PlaylistsRepository {
  constructor(
    @InjectRepository(Playlist) private readonly rows: Repository<Playlist>,
    private readonly sql: Sql,
  ) {}

  find(id: string, tx?: Tx): Promise<Playlist | null> {
    return this.in(tx).findOneBy({ id });
  }

  findByRkey(ownerDid: string, rkey: string): Promise<Playlist | null> {
    return this.rows.findOneBy({ ownerDid, rkey });
  }

  /** Newest first. */
  ofOwner(ownerDid: string, { onProfile = false, trackId }: OwnerFilter = {}): Promise<Playlist[]> {
    return this.rows.find({
      where: {
        ownerDid,
        ...(onProfile && { showOnProfile: true }),
        ...(trackId !== undefined && { id: Raw(holding, { trackId }) }),
      },
      order: { createdAt: 'DESC', id: 'ASC' },
    });
  }

  /** The row, locked until the end of the transaction. */
  lock(tx: Tx, id: string): Promise<Playlist | null> {
    return this.in(tx).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async insert(tx: Tx, playlist: NewPlaylist): Promise<void> {
    await this.in(tx).insert(playlist);
  }

  async update(tx: Tx, id: string, change: QueryDeepPartialEntity<Playlist>): Promise<void> {
    await this.in(tx).update({ id }, change);
  }

  async delete(tx: Tx, id: string): Promise<void> {
    await this.in(tx).delete({ id });
  }

  /** What became of the record. */
  async stamp(id: string, { cid, rev, publishState }: PlaylistStamp): Promise<void> {
    const known = Object.entries({ cid, rev, publishState }).filter(([, value]) => value !== undefined);
    await this.rows.update({ id }, Object.fromEntries(known));
  }

  /** How many playlists show these pictures. */
  coverCounts(tx: Tx, imageIds: readonly string[]): Promise<{ image_id: string; count: number }[]> {
    return this.sql.rows(
      'select image_id, count(*)::int as count from playlists where image_id = any($1) group by image_id',
      [imageIds],
      tx,
    );
  }

  private in(tx?: Tx): Repository<Playlist> {
    return tx ? tx.getRepository(Playlist) : this.rows;
  }
}
