import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Sql, type Tx } from '../../../platform/database/index.js';
import { TrackAudio } from '../track-audio.entity.js';
import type { RenditionRole } from '../tracks.dto.js';
import { HAS_AUDIO, shownTo } from '../views/visibility.queries.js';

/** Which file belongs to which track; an audio file belongs to exactly one. */
@Injectable()
export class TrackAudioRepository {
  constructor(
    @InjectRepository(TrackAudio) private readonly rows: Repository<TrackAudio>,
    private readonly sql: Sql,
  ) {}

  current(trackId: number, role: RenditionRole, tx?: Tx): Promise<TrackAudio | null> {
    return this.in(tx).findOneBy({ trackId, role, isCurrent: true });
  }

  /** Whether the bytes of its streaming rendition are there. */
  async isPlayable(tx: Tx, trackId: number): Promise<boolean> {
    const rows = await this.sql.rows(`select from tracks t where t.id = $1 and ${HAS_AUDIO}`, [trackId], tx);
    return rows.length > 0;
  }

  /** Every current rendition. */
  allCurrent(trackId: number, tx?: Tx): Promise<TrackAudio[]> {
    return this.in(tx).findBy({ trackId, isCurrent: true });
  }

  /** By a present or former file id. */
  ofFile(audioFileId: string): Promise<TrackAudio | null> {
    return this.rows.findOneBy({ audioFileId });
  }

  /** What is heard at this address by who may see the track: the file, or in place of a former one the present stream. */
  async heardAt(audioFileId: string, listener: string | null): Promise<string | null> {
    const row = await this.sql.one<{ id: string | null }>(
      `select case when x.is_current then x.audio_file_id else stream.audio_file_id end as id
         from track_audio x
         join tracks t on t.id = x.track_id
         left join track_audio stream on stream.track_id = t.id and stream.role = 'stream' and stream.is_current
        where x.audio_file_id = $1 and ${shownTo('$2')}`,
      [audioFileId, listener],
    );
    return row?.id ?? null;
  }

  /** Makes a file the current one of its role; the former one keeps its row. Doing it again changes nothing. */
  async attach(tx: Tx, trackId: number, role: RenditionRole, audioFileId: string): Promise<void> {
    await this.sql.rows(
      `update track_audio set is_current = false where track_id = $1 and role = $2 and is_current and audio_file_id <> $3`,
      [trackId, role, audioFileId],
      tx,
    );
    await this.sql.rows(
      `insert into track_audio (track_id, audio_file_id, role) values ($1, $2, $3)
       on conflict (audio_file_id) do update set is_current = true`,
      [trackId, audioFileId, role],
      tx,
    );
  }

  /** Everything that is current but these is so no more; answers which. */
  async retire(tx: Tx, trackId: number, except: readonly string[]): Promise<string[]> {
    const rows = await this.sql.rows<{ id: string }>(
      `with retired as (
         update track_audio set is_current = false
          where track_id = $1 and is_current and audio_file_id <> all($2::uuid[]) returning audio_file_id as id
       )
       select id from retired`,
      [trackId, except],
      tx,
    );
    return rows.map(({ id }) => id);
  }

  /** Another track of this artist with exactly these bytes, the oldest first. */
  async findTwin(artistDid: string, sha256: Buffer, exceptTrackId: number, tx?: Tx): Promise<number | null> {
    const row = await this.sql.one<{ id: number }>(
      `select t.id from audio_files f
         join track_audio x on x.audio_file_id = f.id and x.is_current
         join tracks t on t.id = x.track_id
        where f.owner_did = $1 and f.sha256 = $2 and t.id <> $3 and t.deleted_at is null
        order by t.id limit 1`,
      [artistDid, sha256, exceptTrackId],
      tx,
    );
    return row?.id ?? null;
  }

  /** Uploads of the same bytes by the same artist attach one after the other. */
  async lockBytes(tx: Tx, artistDid: string, sha256: Buffer): Promise<void> {
    await this.sql.rows(
      `select pg_advisory_xact_lock(hashtextextended($1, 0))`,
      [`same bytes:${artistDid}:${sha256.toString('hex')}`],
      tx,
    );
  }

  /** How many tracks still play each of these files. */
  async references(audioFileIds: readonly string[], tx: Tx): Promise<Map<string, number>> {
    const rows = await this.sql.rows<{ id: string; count: number }>(
      `select x.audio_file_id as id, count(*)::int as count
         from track_audio x join tracks t on t.id = x.track_id
        where x.audio_file_id = any($1::uuid[]) and x.is_current and t.deleted_at is null
        group by x.audio_file_id`,
      [audioFileIds],
      tx,
    );
    return new Map(rows.map(({ id, count }) => [id, count]));
  }

  /** Tracks whose audio lies where their visibility does not want it. */
  async misplaced(): Promise<number[]> {
    const rows = await this.sql.rows<{ id: number }>(
      `select t.id from tracks t
         join track_audio x on x.track_id = t.id and x.is_current and x.role in ('stream', 'lossy')
         join audio_files f on f.id = x.audio_file_id and f.state = 'live'
        where t.deleted_at is null and (t.visibility = 'private') <> (f.bucket = 'private')
        group by t.id limit 1000`,
    );
    return rows.map(({ id }) => id);
  }

  private in(tx?: Tx): Repository<TrackAudio> {
    return tx ? tx.getRepository(TrackAudio) : this.rows;
  }
}
