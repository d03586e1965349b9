import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/index.js';
import { Albums } from '../../albums/index.js';
import { Grants, Outbox } from '../../atproto/index.js';
import { LikedLists } from '../../likes/index.js';
import { PlaylistsRepository } from '../playlists.repository.js';
import { PlaylistsService } from '../playlists.service.js';

/** Has lists written that changed without their owner's doing; only of people for whom we may write. */
@Injectable()
export class ListWrites {
  constructor(
    private readonly playlists: PlaylistsRepository,
    private readonly playlistWrites: PlaylistsService,
    private readonly albums: Albums,
    private readonly likedLists: LikedLists,
    private readonly outbox: Outbox,
    private readonly grants: Grants,
  ) {}

  async playlist(tx: Tx, id: string): Promise<void> {
    const playlist = await this.playlists.lock(tx, id);
    if (playlist && (await this.mayWrite(playlist.ownerDid))) await this.playlistWrites.publish(tx, playlist);
  }

  async likedList(tx: Tx, did: string): Promise<void> {
    if (await this.mayWrite(did)) await this.likedLists.changed(tx, did);
  }

  async album(tx: Tx, id: string): Promise<void> {
    const album = await this.albums.findById(id, tx);
    if (!album || !(await this.mayWrite(album.artistDid))) return;
    const { artistDid: did, rkey } = album;
    await this.outbox.put(tx, { did, collection: 'list', rkey, subject: { table: 'albums', key: id } });
  }

  /** What nobody may write would wait in the outbox for ever. */
  private async mayWrite(did: string): Promise<boolean> {
    return (await this.grants.living(did)).length > 0;
  }
}
