import { Injectable } from '@nestjs/common';
import { Sql, type Tx } from '../../platform/database/index.js';
import type { BlueskyProfile } from '../atproto/index.js';

/** What an artist is called in the records of their tracks. */
export interface NamedArtist {
  did: string;
  name: string;
}

/** A profile as its record tells of it. */
export interface SeenProfile {
  did: string;
  cid: string;
  rev: string;
  bio: string | null;
  avatarUrl: string | null;
  /** ISO 8601. */
  createdAt: string;
}

export interface KnownProfile {
  did: string;
  recordCid: string | null;
  recordRev: string | null;
  source: 'local' | 'network';
  publishState: 'pending' | 'published' | 'failed';
}

const PROFILES = `json_to_recordset($1::json) as g
  (did text, cid text, rev text, bio text, "avatarUrl" text, "createdAt" timestamptz)`;

/** Rows of artists from records, any number in one statement. */
@Injectable()
export class ArtistsIntakeRepository {
  constructor(private readonly sql: Sql) {}

  /**
   * Makes the missing ones, and renames those that only the network speaks of: the latest record says what they are called.
   * Answers who is new.
   */
  async ensure(tx: Tx, artists: readonly NamedArtist[]): Promise<string[]> {
    const rows = await this.sql.rows<{ did: string }>(
      `with given as (
         select g.did, g.name, accounts.avatar_url
           from json_to_recordset($1::json) as g (did text, name text) join accounts on accounts.did = g.did
       ), renamed as (
         update artists set display_name = given.name, updated_at = now() from given
          where artists.did = given.did and artists.source = 'network' and artists.display_name <> given.name
       ), made as (
         insert into artists (did, display_name, avatar_url, source)
         select did, name, avatar_url, 'network' from given
          where not exists (select from artists where artists.did = given.did) order by did
         on conflict do nothing returning did
       )
       select did from made`,
      [JSON.stringify(artists)],
      tx,
    );
    return rows.map(({ did }) => did);
  }

  /** Locked. */
  async known(tx: Tx, dids: readonly string[]): Promise<Map<string, KnownProfile>> {
    const rows = await this.sql.rows<KnownProfile>(
      `select did, record_cid as "recordCid", record_rev as "recordRev", source, publish_state as "publishState"
         from artists where did = any($1) order by did for update`,
      [dids],
      tx,
    );
    return new Map(rows.map((row) => [row.did, row]));
  }

  /** Whoever has a profile record is an artist; their name is that of the account until a track says another. */
  async insert(tx: Tx, profiles: readonly SeenProfile[]): Promise<void> {
    if (profiles.length === 0) return;
    await this.sql.rows(
      `insert into artists (did, display_name, bio, avatar_url, record_cid, record_rev, publish_state, source, created_at)
       select g.did, left(coalesce(nullif(a.display_name, ''), a.handle), 256), g.bio, g."avatarUrl", g.cid, g.rev,
              'published', 'network', g."createdAt"
         from ${PROFILES} join accounts a on a.did = g.did order by g.did
       on conflict do nothing`,
      [JSON.stringify(profiles)],
      tx,
    );
  }

  /** Words and picture become those of the record. */
  async rewrite(tx: Tx, profiles: readonly SeenProfile[]): Promise<void> {
    if (profiles.length === 0) return;
    await this.sql.rows(
      `update artists set bio = g.bio, avatar_url = g."avatarUrl", record_cid = g.cid, record_rev = g.rev,
              publish_state = 'published', updated_at = now(),
              created_at = case when artists.record_cid is null and artists.source = 'network'
                                then g."createdAt" else artists.created_at end
         from ${PROFILES} where artists.did = g.did`,
      [JSON.stringify(profiles)],
      tx,
    );
  }

  /** The network confirms these versions. */
  async stamp(tx: Tx, profiles: readonly Pick<SeenProfile, 'did' | 'rev'>[]): Promise<void> {
    if (profiles.length === 0) return;
    await this.sql.rows(
      `update artists set record_rev = g.rev from unnest($1::text[], $2::text[]) as g (did, rev) where artists.did = g.did`,
      [profiles.map(({ did }) => did), profiles.map(({ rev }) => rev)],
      tx,
    );
  }

  /** The records are gone, and what they said with them; name and tracks stay. Answers whose row became another. */
  async forget(tx: Tx, gone: readonly { did: string; rev: string }[]): Promise<string[]> {
    const rows = await this.sql.rows<{ did: string }>(
      `with forgotten as (
         update artists set bio = null, avatar_url = null, record_cid = null, record_rev = g.rev, updated_at = now()
           from unnest($1::text[], $2::text[]) as g (did, rev)
          where artists.did = g.did and artists.record_cid is not null and artists.publish_state <> 'pending'
            and (artists.record_rev is null or artists.record_rev collate "C" < g.rev collate "C")
          returning artists.did
       )
       select did from forgotten`,
      [gone.map(({ did }) => did), gone.map(({ rev }) => rev)],
      tx,
    );
    return rows.map(({ did }) => did);
  }

  /** Artists whom only the network speaks of, new or changed in these days, and of whom nobody has said more than a name. */
  async bare(days: number, limit: number): Promise<string[]> {
    const rows = await this.sql.rows<{ did: string }>(
      `select did from artists
        where source = 'network' and bio is null and avatar_url is null
          and updated_at between now() - make_interval(days => $1) and now() - interval '1 hour'
        order by updated_at limit $2`,
      [days, limit],
    );
    return rows.map(({ did }) => did);
  }

  /** Fills what nobody has said yet of an artist whom only the network speaks of. */
  async complete(did: string, { displayName, description, avatarUrl }: BlueskyProfile): Promise<void> {
    await this.sql.rows(
      `update artists set bio = case when record_cid is null then coalesce(bio, $2) else bio end,
              avatar_url = coalesce(avatar_url, $3),
              display_name = case when display_name = 'handle.invalid' then coalesce($4, display_name) else display_name end
        where did = $1 and source = 'network'`,
      [did, description, avatarUrl, displayName],
    );
  }
}
