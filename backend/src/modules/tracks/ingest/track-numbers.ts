import { Injectable } from '@nestjs/common';
import { randomInt } from 'node:crypto';
import { Settings } from '../../../platform/config/index.js';
import { Sql } from '../../../platform/database/index.js';

const MILLION = 1_000_000;

/** From which number on tracks are counted. */
@Injectable()
export class TrackNumbers {
  constructor(
    private readonly sql: Sql,
    private readonly settings: Settings,
  ) {}

  /**
   * ING-10: an index without tracks begins to count at REBUILD_FIRST_TRACK_ID, or at a random high number, so that an
   * old link never names another track. Answers that number; nothing when there are tracks, and then nothing changes.
   */
  async beginAnew(): Promise<number | undefined> {
    const wanted = this.settings.rebuildFirstTrackId ?? randomInt(10, 1_000) * MILLION;
    const begun = await this.sql.one<{ first: number }>(
      `select setval(pg_get_serial_sequence('tracks', 'id'), greatest($1, nextval(pg_get_serial_sequence('tracks', 'id'))), false)
              as first
        where not exists (select from tracks)`,
      [wanted],
    );
    return begun?.first;
  }
}
