import { Injectable } from '@nestjs/common';
import { Sql } from '../../../platform/database/index.js';
import type { Sound } from './scans.repository.js';

/** A sound that was not scanned, and what is to be known of it. */
export interface UnscannedSound extends Sound {
  title: string;
  /** Names under which a release of its artist may be known. */
  artistNames: string[];
  durationMs: number | null;
  bytes: number;
  bitrate: number | null;
}

/** `$1`: whether a scan that failed is as good as none. */
const UNSCANNED = `select t.id as "trackId", f.id as "fileId", t.title,
    array[a.display_name, c.handle] as "artistNames", f.duration_ms as "durationMs", f.bytes, f.bitrate
  from tracks t
  join track_audio x on x.track_id = t.id and x.role = 'stream' and x.is_current
  join audio_files f on f.id = x.audio_file_id and f.state = 'live'
  join artists a on a.did = t.artist_did
  join accounts c on c.did = t.artist_did
 where t.publish_state = 'published' and t.deleted_at is null
   and not exists (
     select from copyright_scans s where s.track_id = x.track_id and s.audio_file_id = x.audio_file_id
        and not ($1 and jsonb_typeof(s.raw_response -> 'error') is not distinct from 'string'))`;

/** What published tracks play and nobody has scanned. It reads the tables of other modules and writes none. */
@Injectable()
export class UnscannedQueries {
  constructor(private readonly sql: Sql) {}

  /** What this track plays. */
  ofTrack(trackId: number, againAfterFailure = false): Promise<UnscannedSound | undefined> {
    return this.sql.one(`${UNSCANNED} and t.id = $2`, [againAfterFailure, trackId]);
  }

  /** What tracks with a number above this one play, in the order of their numbers. */
  after(trackId: number, limit: number, againAfterFailure = false): Promise<UnscannedSound[]> {
    return this.sql.rows(`${UNSCANNED} and t.id > $2 order by t.id limit $3`, [againAfterFailure, trackId, limit]);
  }
}
