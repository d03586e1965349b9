import { Injectable } from '@nestjs/common';
import { isUuid } from '../../common/ids.js';
import { Sql, type Tx } from '../../platform/database/index.js';
import { shownTo } from '../tracks/index.js';

/** Which track answers to a file id. A file belongs to one track for ever, so equal audio never mixes up two tracks. */
@Injectable()
export class FileTracksQueries {
  constructor(private readonly sql: Sql) {}

  /** By present and former file ids; without those of tracks that this account may not see. */
  async ofFiles(tx: Tx, fileIds: Iterable<string>, did: string): Promise<Map<string, number>> {
    const rows = await this.sql.rows<{ file_id: string; track_id: number }>(
      `select x.audio_file_id as file_id, t.id as track_id
         from track_audio x join tracks t on t.id = x.track_id and ${shownTo('$2')}
        where x.audio_file_id = any($1::uuid[])`,
      [[...new Set(fileIds)].filter(isUuid), did],
      tx,
    );
    return new Map(rows.map(({ file_id, track_id }) => [file_id, track_id]));
  }
}
