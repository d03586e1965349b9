import { Injectable } from '@nestjs/common';
import { Sql } from '../../../platform/database/index.js';
import { RecordNames } from '../../atproto/index.js';

/** Removed by its artist, or taken down by an operator after everybody who had its link could see it. */
const TAKEN_DOWN = `(t.deleted_at is not null
  or (t.moderation is not distinct from 'takedown' and t.visibility <> 'private' and t.publish_state = 'published'))`;

const DELETED_ELSEWHERE = `exists (select from record_tombstones d where d.uri = n.uri)`;

/** Known before the network tells of it. */
const DELETED_HERE = `exists (
  select from pds_outbox o where o.did = split_part(n.uri, '/', 3) and o.collection = split_part(n.uri, '/', 4)
     and o.rkey = split_part(n.uri, '/', 5) and o.op = 'delete' and o.state = 'done')`;

/** What was here and is not any more, by the will of its artist or of an operator (TRK-15). */
@Injectable()
export class GoneTracks {
  constructor(
    private readonly sql: Sql,
    private readonly names: RecordNames,
  ) {}

  /** A number that was given out, and names nothing any more: none is given out twice. */
  async byId(id: number): Promise<boolean> {
    return this.isTrue(
      `select is_called and $1 <= last_value
              and not exists (select from tracks t where t.id = $1 and not ${TAKEN_DOWN}) as is_gone
         from tracks_id_seq`,
      id,
    );
  }

  /** The address of a record that was deleted, as far back as that is remembered; one that went private has a row. */
  async byUri(uri: string): Promise<boolean> {
    return this.isTrue(
      `select case when exists (select from tracks where uri = any($1))
                   then exists (select from tracks t where t.uri = any($1) and ${TAKEN_DOWN})
                   else exists (select from unnest($1::text[]) as n (uri)
                                 where split_part(n.uri, '/', 4) like '%.track' and (${DELETED_HERE} or ${DELETED_ELSEWHERE}))
              end as is_gone`,
      this.names.of(uri),
    );
  }

  private async isTrue(text: string, of: number | readonly string[]): Promise<boolean> {
    return (await this.sql.one<{ is_gone: boolean }>(text, [of]))?.is_gone ?? false;
  }
}
