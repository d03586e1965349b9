import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, IsNull, type QueryDeepPartialEntity, Repository } from 'typeorm';
import { Sql, type Tx } from '../../platform/database/index.js';
import { Track } from './track.entity.js';
import { TrackFeature } from './track-feature.entity.js';
import { onArtistList, shownTo } from './views/visibility.queries.js';

export type NewTrack = Pick<
  Track,
  'artistDid' | 'title' | 'description' | 'imageId' | 'visibility' | 'rkey' | 'uri' | 'createdAt'
>;

/** The counters of a track; they change in the transaction of the row that is counted. */
export type TrackCounter = 'play_count' | 'like_count' | 'comment_count';

/** What an item of a list points to. */
export type Reference = Pick<Track, 'id' | 'artistDid' | 'uri' | 'cid'>;

@Injectable()
export class TracksRepository {
  constructor(
    @InjectRepository(Track) private readonly rows: Repository<Track>,
    private readonly sql: Sql,
  ) {}

  /** Reserves a row: pending, and seen by its artist only. Answers its number. */
  async reserve(tx: Tx, track: NewTrack): Promise<number> {
    const { identifiers } = await tx.insert(Track, track);
    return (identifiers[0] as { id: number }).id;
  }

  find(id: number, tx?: Tx): Promise<Track | null> {
    return this.in(tx).findOneBy({ id, deletedAt: IsNull() });
  }

  /** Also a removed one that waits for its record to go. */
  findAny(id: number, tx?: Tx): Promise<Track | null> {
    return this.in(tx).findOneBy({ id });
  }

  /** The row, locked until the end of the transaction. */
  lock(tx: Tx, id: number): Promise<Track | null> {
    return this.in(tx).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** Those of these that are not removed, locked in the order of their numbers. */
  lockAll(tx: Tx, ids: readonly number[]): Promise<Track[]> {
    return this.in(tx).find({
      where: { id: In([...ids]), deletedAt: IsNull() },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** Those of these tracks that are not removed, in whatever state. */
  references(of: { ids: readonly number[] } | { uris: readonly string[] }, tx?: Tx): Promise<Reference[]> {
    const [column, values] = 'ids' in of ? ['id = any($1::int[])', of.ids] : ['uri = any($1::text[])', of.uris];
    return this.sql.rows(
      `select id, artist_did as "artistDid", uri, cid from tracks where ${column} and deleted_at is null`,
      [values],
      tx,
    );
  }

  /** The row, if this viewer may see the track. */
  async findShown(id: number, viewer: string | null): Promise<Track | null> {
    const row = await this.sql.one<{ id: number }>(`select t.id from tracks t where t.id = $1 and ${shownTo('$2')}`, [
      id,
      viewer,
    ]);
    return row ? this.find(id) : null;
  }

  shownOf(ids: readonly number[], viewer: string | null, tx?: Tx): Promise<number[]> {
    return this.those(ids, shownTo('$2'), viewer, tx);
  }

  listedOf(ids: readonly number[], viewer: string | null, tx?: Tx): Promise<number[]> {
    return this.those(ids, onArtistList('$2'), viewer, tx);
  }

  async update(tx: Tx | undefined, id: number, change: QueryDeepPartialEntity<Track>): Promise<void> {
    await this.in(tx).update({ id }, { ...change, updatedAt: () => 'now()' });
  }

  async delete(tx: Tx, id: number): Promise<void> {
    await this.in(tx).delete({ id });
  }

  /** Moves a counter by `by`, atomically (P-DB-05); answers its new value. */
  async count(tx: Tx, id: number, counter: TrackCounter, by: 1 | -1): Promise<number> {
    const row = await this.sql.one<{ value: number }>(
      `with counted as (
         update tracks set ${counter} = greatest(0, ${counter} + $2) where id = $1 returning ${counter} as value)
       select value from counted`,
      [id, by],
      tx,
    );
    return row?.value ?? 0;
  }

  /** Moves a counter of many tracks at once, each by its own number; locks them in the order of their numbers. */
  async countAll(tx: Tx, counter: TrackCounter, changes: ReadonlyMap<number, number>): Promise<void> {
    if (changes.size === 0) return;
    await this.sql.rows(
      `with locked as (
         select id, g.by from tracks join unnest($1::int[], $2::int[]) as g (id, by) using (id)
          order by id for no key update of tracks)
       update tracks set ${counter} = greatest(0, ${counter} + locked.by) from locked where tracks.id = locked.id`,
      [[...changes.keys()], [...changes.values()]],
      tx,
    );
  }

  /** The people who take part become these, in this order. Who is hidden stays: the artist could not name them. */
  async replaceFeatures(tx: Tx, trackId: number, given: readonly string[]): Promise<void> {
    const hidden = await this.sql.rows<{ did: string }>(
      `select x.did from track_features x join accounts a on a.did = x.did and a.status <> 'active'
        where x.track_id = $1 order by x.position`,
      [trackId],
      tx,
    );
    const dids = [...new Set([...given, ...hidden.map(({ did }) => did)])];
    await tx.delete(TrackFeature, { trackId });
    if (dids.length > 0) {
      await tx.insert(
        TrackFeature,
        dids.map((did, position) => ({ trackId, did, position })),
      );
    }
  }

  /** How many tracks still show each of these covers. */
  async imageReferences(imageIds: readonly string[], tx: Tx): Promise<Map<string, number>> {
    const rows = await this.sql.rows<{ id: string; count: number }>(
      `select image_id as id, count(*)::int as count from tracks
        where image_id = any($1::uuid[]) and deleted_at is null group by image_id`,
      [imageIds],
      tx,
    );
    return new Map(rows.map(({ id, count }) => [id, count]));
  }

  /** Those of these tracks of which `condition` holds; its `$2` is the viewer. */
  private async those(ids: readonly number[], condition: string, viewer: string | null, tx?: Tx): Promise<number[]> {
    const rows = await this.sql.rows<{ id: number }>(
      `select t.id from tracks t where t.id = any($1::int[]) and ${condition}`,
      [ids, viewer],
      tx,
    );
    return rows.map((row) => row.id);
  }

  private in(tx?: Tx): Repository<Track> {
    return tx ? tx.getRepository(Track) : this.rows;
  }
}
