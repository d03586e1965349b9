import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { Collections, Outbox, type OutboxTarget } from '../atproto/index.js';
import type { Album } from './album.entity.js';
import { AlbumsRepository } from './albums.repository.js';

/** What the repository said of the list record of an album. */
export type AlbumStamp = Partial<Pick<Album, 'uri' | 'cid' | 'rev' | 'publishState'>>;

/** The list records of albums; `playlists`, which builds all lists, makes them from the rows when they are sent. */
@Injectable()
export class AlbumRecords {
  constructor(
    private readonly outbox: Outbox,
    private readonly collections: Collections,
    private readonly albums: AlbumsRepository,
  ) {}

  /** Has the record written. Not of a draft: that one is written once, when it is complete (ALB-09). */
  async put(tx: Tx, album: Album): Promise<void> {
    if (album.finalizedAt) await this.outbox.put(tx, target(album));
  }

  remove(tx: Tx, album: Album): Promise<void> {
    return this.outbox.remove(tx, target(album));
  }

  stamp(albumId: string, stamp: AlbumStamp): Promise<void> {
    return this.albums.stamp(albumId, stamp);
  }

  /** Whose record of ours stands at this address, and under which key. */
  placeOf(uri: string): { did: string; rkey: string } | null {
    const [, , did = '', collection, rkey = '', ...more] = uri.split('/');
    return collection === this.collections.nsid('list') && rkey && more.length === 0 ? { did, rkey } : null;
  }
}

function target({ id, artistDid, rkey }: Album): OutboxTarget {
  return { did: artistDid, collection: 'list', rkey, subject: { table: 'albums', key: id } };
}
