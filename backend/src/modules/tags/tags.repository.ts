import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { Sql, type Tx } from '../../platform/database/index.js';
import { Tag } from './tag.entity.js';

/** A track and its tags, normalised. */
export interface TaggedTrack {
  trackId: number;
  /** Who made up the names that are new. */
  did: string;
  names: string[];
}

@Injectable()
export class TagsRepository {
  constructor(
    @InjectRepository(Tag) private readonly rows: Repository<Tag>,
    private readonly sql: Sql,
  ) {}

  findByName(name: string): Promise<Tag | null> {
    return this.rows.findOneBy({ name });
  }

  /** Makes the missing ones. Sorted, so that two who make the same names at once wait and do not lock each other out. */
  async ensure(tx: Tx, names: string[], byDid: string): Promise<void> {
    await this.sql.rows(
      `insert into tags (name, created_by_did) select name, $2 from unnest($1::text[]) as name order by name
       on conflict (name) do nothing`,
      [names, byDid],
      tx,
    );
  }

  /** Makes the missing ones of many tracks. Who knows a name already makes nothing, not even a gap between the numbers. */
  async ensureAll(tx: Tx, tagged: readonly TaggedTrack[]): Promise<void> {
    await this.sql.rows(
      `insert into tags (name, created_by_did)
       select distinct on (name) name, did
         from json_to_recordset($1::json) as g ("trackId" int, did text, names json), json_array_elements_text(g.names) name
        where not exists (select from tags where tags.name = name.name)
        order by name, did
       on conflict (name) do nothing`,
      [JSON.stringify(tagged)],
      tx,
    );
  }

  /** The tags of each track become exactly its own; all of them exist. */
  async assignAll(tx: Tx, tagged: readonly TaggedTrack[]): Promise<void> {
    await this.sql.rows(
      'delete from track_tags where track_id = any($1::int[])',
      [tagged.map(({ trackId }) => trackId)],
      tx,
    );
    await this.sql.rows(
      `insert into track_tags (track_id, tag_id, position)
       select g."trackId", tags.id, given.position
         from json_to_recordset($1::json) as g ("trackId" int, names json),
              json_array_elements_text(g.names) with ordinality as given (name, position)
         join tags on tags.name = given.name`,
      [JSON.stringify(tagged)],
      tx,
    );
  }

  /** The tags of a track become exactly these; all of them exist. */
  async assign(tx: Tx, trackId: number, names: string[]): Promise<void> {
    await this.sql.rows(`delete from track_tags where track_id = $1`, [trackId], tx);
    await this.sql.rows(
      `insert into track_tags (track_id, tag_id, position)
       select $1, tags.id, given.position
         from unnest($2::text[]) with ordinality as given (name, position) join tags using (name)`,
      [trackId, names],
      tx,
    );
  }
}
