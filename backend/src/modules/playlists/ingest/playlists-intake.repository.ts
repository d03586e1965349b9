import { Injectable } from '@nestjs/common';
import { uuid } from '../../../common/ids.js';
import { Sql, type Tx } from '../../../platform/database/index.js';
import { readdress, type Readdressed, RecordNames } from '../../atproto/index.js';
import type { ItemSubject } from '../playlist-items.repository.js';
import type { SeenList } from './seen-list.rules.js';

export interface KnownPlaylist {
  id: string;
  uri: string;
  name: string;
  cid: string | null;
  rev: string | null;
}

interface Kept {
  id: string;
  did: string;
  items: readonly ItemSubject[];
  /** What the record names, as it names it. */
  members: readonly string[];
}

/** Playlists from records, any number in one statement. */
@Injectable()
export class PlaylistsIntakeRepository {
  constructor(
    private readonly sql: Sql,
    private readonly names: RecordNames,
  ) {}

  /** Locked, always in the same order. */
  async known(tx: Tx, uris: readonly string[]): Promise<Map<string, KnownPlaylist>> {
    const rows = await this.sql.rows<KnownPlaylist>(
      'select id, uri, name, cid, rev from playlists where uri = any($1) order by id for update',
      [uris],
      tx,
    );
    return new Map(rows.map((row) => [row.uri, row]));
  }

  /** Answers their ids by uri; of two at the same moment one makes the row, and both find it. */
  async insert(tx: Tx, lists: readonly SeenList[]): Promise<Map<string, string>> {
    if (lists.length === 0) return new Map();
    const rows = await this.sql.rows<{ id: string; uri: string }>(
      `insert into playlists (id, owner_did, name, rkey, uri, source, created_at, updated_at)
       select id, did, name, rkey, uri, 'network', "createdAt", "updatedAt"
         from json_to_recordset($1::json) as g
           (id uuid, did text, name text, rkey text, uri text, "createdAt" timestamptz, "updatedAt" timestamptz)
        order by uri
       on conflict (uri) do update set uri = excluded.uri
       returning id, uri`,
      [JSON.stringify(lists.map((list) => ({ ...list, id: uuid(), items: undefined })))],
      tx,
    );
    return new Map(rows.map(({ id, uri }) => [uri, id]));
  }

  /** Name and version as the records say; a name that the record had to cut stays whole here. */
  async stamp(tx: Tx, lists: readonly { id: string; name: string | null; cid: string; rev: string }[]): Promise<void> {
    if (lists.length === 0) return;
    await this.sql.rows(
      `update playlists set name = coalesce(g.name, playlists.name), cid = g.cid, rev = g.rev, publish_state = 'published'
         from json_to_recordset($1::json) as g (id uuid, name text, cid text, rev text)
        where playlists.id = g.id`,
      [JSON.stringify(lists)],
      tx,
    );
  }

  /**
   * The items become those of the records, in their order. What a record never held (a track that has no record) stays;
   * what it held and does not hold now was removed elsewhere.
   */
  async replaceItems(tx: Tx, playlists: readonly Kept[]): Promise<void> {
    await this.removeLeft(tx, playlists);
    const given = playlists.flatMap(({ id, did, items }) =>
      items.map((item, index) => ({ ...item, id: uuid(), playlistId: id, did, place: index + 1 })),
    );
    await this.sql.rows(
      `insert into playlist_tracks (id, playlist_id, position, track_id, subject_uri, subject_cid, added_by_did)
       select id, "playlistId", place, "trackId", uri, cid, did
         from json_to_recordset($1::json) as g
           (id uuid, "playlistId" uuid, did text, "trackId" int, uri text, cid text, place int)
       on conflict (playlist_id, subject_uri) do update
         set position = excluded.position, subject_cid = excluded.subject_cid,
             track_id = coalesce(playlist_tracks.track_id, excluded.track_id)`,
      [JSON.stringify(given)],
      tx,
    );
    await this.sql.rows(
      `insert into list_snapshots (subject_table, subject_key, did, members)
       select 'playlists', key, did, members from json_to_recordset($1::json) as g (key text, did text, members text[])
       on conflict (subject_table, subject_key) do update set members = excluded.members`,
      [JSON.stringify(playlists.map(({ id, did, members }) => ({ key: id, did, members })))],
      tx,
    );
  }

  /** Items may stand at other addresses today than the record had for them. */
  private async removeLeft(tx: Tx, playlists: readonly Kept[]): Promise<void> {
    const before = await this.sql.rows<{ key: string; members: string[] }>(
      `select subject_key as key, members from list_snapshots
        where subject_table = 'playlists' and subject_key = any($1)`,
      [playlists.map(({ id }) => id)],
      tx,
    );
    const held = new Map(before.map(({ key, members }) => [key, this.names.ofAll(members)]));
    const left = playlists.flatMap(({ id, items }) => {
      const present = new Set(items.map(({ uri }) => uri));
      return (held.get(id) ?? []).filter((uri) => !present.has(uri)).map((uri) => ({ id, uri }));
    });
    if (left.length === 0) return;
    await this.sql.rows(
      `delete from playlist_tracks x using json_to_recordset($1::json) as g (id uuid, uri text)
        where x.playlist_id = g.id and x.subject_uri = g.uri`,
      [JSON.stringify(left)],
      tx,
    );
  }

  readdress(tx: Tx, moved: Readdressed): Promise<void> {
    return readdress(this.sql, tx, { table: 'playlists', owner: 'owner_did' }, moved);
  }

  /** Items stand at the addresses that their tracks have now. Snapshots tell of records, and those are yet to follow. */
  async readdressItems(tx: Tx, { did, from }: Readdressed): Promise<void> {
    await this.sql.rows(
      `update playlist_tracks x set subject_uri = t.uri
         from tracks t
        where t.artist_did = $1 and x.track_id = t.id and starts_with(x.subject_uri, $2) and x.subject_uri <> t.uri
          and not exists (select from playlist_tracks y where y.playlist_id = x.playlist_id and y.subject_uri = t.uri)`,
      [did, from],
      tx,
    );
  }

  /** Those whose records are gone since the version that we know; answers the covers that they showed. */
  async remove(tx: Tx, gone: readonly { uri: string; rev: string }[]): Promise<string[]> {
    const rows = await this.sql.rows<{ image_id: string | null }>(
      `with removed as (
         delete from playlists using unnest($1::text[], $2::text[]) as g (uri, rev)
          where playlists.uri = g.uri and (playlists.rev is null or playlists.rev collate "C" < g.rev collate "C")
         returning playlists.image_id
       )
       select image_id from removed`,
      [gone.map(({ uri }) => uri), gone.map(({ rev }) => rev)],
      tx,
    );
    return rows.flatMap(({ image_id }) => image_id ?? []);
  }
}
