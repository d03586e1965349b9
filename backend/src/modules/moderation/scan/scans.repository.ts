import { Injectable } from '@nestjs/common';
import { Sql, type Tx } from '../../../platform/database/index.js';
import type { Verdict } from './verdict.rules.js';

/** A sound that a track plays, as its scan needs it. */
export interface Sound {
  trackId: number;
  fileId: string;
}

/** An answer with this member is no answer: the scanner failed, and the sound counts as clear (MOD-03). */
const FAILED = `jsonb_typeof(copyright_scans.raw_response -> 'error') = 'string'`;

/** All that is known of a sound, also by whom it was reviewed. */
const KEPT = `is_flagged, highest_score, matches, raw_response, resolution, reason, reviewed_at, reviewed_by_did, review_notes,
  scanned_at`;

@Injectable()
export class ScansRepository {
  constructor(private readonly sql: Sql) {}

  /** One row for a sound, whoever comes twice; a failed scan makes room for the next one. */
  async store(tx: Tx, { trackId, fileId }: Sound, verdict: Verdict, raw: unknown): Promise<void> {
    const { is_flagged, highest_score, matches } = verdict;
    await this.sql.rows(
      `insert into copyright_scans (track_id, audio_file_id, is_flagged, highest_score, matches, raw_response)
       values ($1, $2, $3, $4, $5, $6)
       on conflict (track_id, audio_file_id) do update
          set is_flagged = excluded.is_flagged, highest_score = excluded.highest_score, matches = excluded.matches,
              raw_response = excluded.raw_response, scanned_at = now()
        where ${FAILED} and copyright_scans.resolution is null`,
      [trackId, fileId, is_flagged, highest_score, JSON.stringify(matches), JSON.stringify(raw)],
      tx,
    );
  }

  /**
   * A track that went private or public plays a copy: what was heard in the same bytes is taken over, and the scanner is
   * not paid twice. Answers whether there was something.
   */
  async takeOver(tx: Tx, { trackId, fileId }: Sound): Promise<boolean> {
    const row = await this.sql.one(
      `with taken as (
         insert into copyright_scans (track_id, audio_file_id, ${KEPT})
         select x.track_id, now.id, ${KEPT.replaceAll(/\w+/g, 'x.$&')}
           from copyright_scans x
           join audio_files old on old.id = x.audio_file_id
           join audio_files now on now.id = $2 and now.sha256 = old.sha256
          where x.track_id = $1 and jsonb_typeof(x.raw_response -> 'error') is distinct from 'string'
          order by x.scanned_at desc limit 1
         on conflict do nothing returning id)
       select id from taken`,
      [trackId, fileId],
      tx,
    );
    return row !== undefined;
  }
}
