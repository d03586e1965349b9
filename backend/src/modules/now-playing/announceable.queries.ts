import { Injectable } from '@nestjs/common';
import { Sql } from '../../platform/database/index.js';
import { LISTED } from '../tracks/index.js';

@Injectable()
export class AnnounceableQueries {
  constructor(private readonly sql: Sql) {}

  /**
   * Whether the world may be told that somebody hears this track. A private one would be given away by its title, an
   * unlisted one by its link; what was removed is not told either. A number that is no track of ours is the listener's
   * own word, like the title beside it.
   */
  async isAnnounceable(trackId: number): Promise<boolean> {
    const [hidden] = await this.sql.rows(`select from tracks t where t.id = $1 and not ${LISTED}`, [trackId]);
    return hidden === undefined;
  }
}
