import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { Outbox, type Readdressed } from '../atproto/index.js';
import { type AlbumListRow, AlbumListsRepository } from './album-lists.repository.js';
import { AlbumRecords } from './album-records.service.js';
import { AlbumTracksRepository } from './album-tracks.repository.js';
import { Albums } from './albums.service.js';

/** A list record of an album, as it lies in a repository. */
export interface SeenAlbumList {
  uri: string;
  did: string;
  rkey: string;
  name: string;
  /** Whether the name may be the beginning of a longer title. */
  isCut: boolean;
  /** ISO 8601. */
  createdAt: string;
}

/** What list records say of albums, whoever wrote them (CON-06). Nothing in here has a record written. */
@Injectable()
export class AlbumLists {
  constructor(
    private readonly lists: AlbumListsRepository,
    private readonly albums: Albums,
    private readonly tracks: AlbumTracksRepository,
    private readonly records: AlbumRecords,
    private readonly outbox: Outbox,
  ) {}

  /** The albums whose records stand, or shall stand, at these addresses. */
  async known(tx: Tx, uris: readonly string[]): Promise<Map<string, AlbumListRow>> {
    const places = new Map<string, string>();
    for (const uri of uris) {
      const place = this.records.placeOf(uri);
      if (place) places.set(`${place.did} ${place.rkey}`, uri);
    }
    const rows = await this.lists.known(
      tx,
      uris.flatMap((uri) => this.records.placeOf(uri) ?? []),
    );
    return new Map(rows.flatMap((row) => asEntry(places.get(`${row.did} ${row.rkey}`), row)));
  }

  /** Locked until the end of the transaction; by id. */
  async lock(tx: Tx, ids: readonly string[]): Promise<Map<string, AlbumListRow>> {
    return new Map((await this.lists.lock(tx, ids)).map((row) => [row.id, row]));
  }

  /**
   * Finds or makes the album that a record of its artist is about, and gives it the record. Null when it has one
   * already, or one on its way: that one counts.
   */
  async claim(tx: Tx, list: SeenAlbumList): Promise<string | null> {
    const { did, name } = list;
    const begun = list.isCut ? await this.lists.findByBeginning(tx, did, name) : undefined;
    const id = begun ?? (await this.albums.ensure(tx, did, name));
    const [album] = await this.lists.lock(tx, [id]);
    if (!album || album.uri) return null;
    if (await this.outbox.isOnItsWay(tx, { did, collection: 'list', rkey: album.rkey })) return null;
    await this.lists.claim(tx, id, list);
    return id;
  }

  /**
   * The members among these in this order, the others behind them as they stood. Tracks of other albums stay there.
   * Answers the former.
   */
  async arrange(tx: Tx, albumId: string, trackIds: readonly number[]): Promise<Set<number>> {
    const members = await this.tracks.ids(albumId, tx);
    const given = new Set(trackIds.filter((id) => members.includes(id)));
    await this.tracks.arrange(tx, albumId, [...given, ...members.filter((id) => !given.has(id))]);
    return given;
  }

  /** This version of the record is known now. */
  stamp(tx: Tx, albumId: string, record: { uri: string; cid: string; rev: string }): Promise<void> {
    return this.lists.stamp(tx, albumId, record);
  }

  readdress(tx: Tx, moved: Readdressed): Promise<void> {
    return this.lists.readdress(tx, moved);
  }

  /** Their records are gone; the albums stay, and so do later versions. */
  async forget(tx: Tx, gone: readonly { uri: string; rev: string }[]): Promise<void> {
    const known = await this.known(
      tx,
      gone.map(({ uri }) => uri),
    );
    const revs = new Map(gone.flatMap(({ uri, rev }) => asEntry(known.get(uri)?.id, rev)));
    for (const album of await this.lists.lock(tx, [...revs.keys()])) {
      if ((album.rev ?? '') < (revs.get(album.id) ?? '')) await this.lists.stamp(tx, album.id, null);
    }
  }
}

function asEntry<T>(key: string | undefined, value: T): [string, T][] {
  return key === undefined ? [] : [[key, value]];
}
