import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { nextTid, uuid } from '../../common/ids.js';
import { Transactions, type Tx } from '../../platform/database/index.js';
import { Accounts, Collections, isShown, Outbox, type OutboxTarget } from '../atproto/index.js';
import { Images } from '../media/index.js';
import type { Playlist } from './playlist.entity.js';
import type { PlaylistChange } from './playlists.dto.js';
import { NotPlaylistOwner, PlaylistMissing } from './playlists.errors.js';
import { PlaylistsRepository } from './playlists.repository.js';

/** Playlists: the row and its way to the owner's repository are one transaction (P-DUAL-01). */
@Injectable()
export class PlaylistsService {
  constructor(
    private readonly playlists: PlaylistsRepository,
    private readonly accounts: Accounts,
    private readonly images: Images,
    private readonly outbox: Outbox,
    private readonly collections: Collections,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Seen by everybody, as long as its owner is. @throws {PlaylistMissing} */
  async getShown(id: string, viewer: string | null): Promise<Playlist> {
    const playlist = await this.playlists.find(id);
    if (!playlist) throw new PlaylistMissing();
    if (playlist.ownerDid !== viewer) await this.requireActive(playlist.ownerDid);
    return playlist;
  }

  /** @throws {PlaylistMissing}, {NotPlaylistOwner} */
  async getOwn(id: string, did: string): Promise<Playlist> {
    const playlist = await this.getShown(id, did);
    if (playlist.ownerDid !== did) throw new NotPlaylistOwner();
    return playlist;
  }

  /** Newest first; all of them, or those that hold a track. */
  own(did: string, trackId?: number): Promise<Playlist[]> {
    return this.playlists.ofOwner(did, { trackId });
  }

  /** Those that somebody shows on their page; newest first. */
  async onProfile(did: string): Promise<Playlist[]> {
    return isShown(await this.accounts.find(did)) ? this.playlists.ofOwner(did, { onProfile: true }) : [];
  }

  /** A new playlist; its record is on its way at once. Answers its id. */
  async create(ownerDid: string, name: string): Promise<string> {
    const [id, rkey] = [uuid(), nextTid()];
    const uri = this.collections.uri(ownerDid, 'list', rkey);
    // Whole milliseconds, as the record can say it: so a rebuild comes to the same time.
    const createdAt = this.clock.now();
    await this.transactions.run(async (tx) => {
      await this.playlists.insert(tx, { id, ownerDid, name, rkey, uri, createdAt });
      await this.outbox.put(tx, { ...target({ id, ownerDid, rkey }), atOnce: true });
    });
    return id;
  }

  /** Changes what is given; whether it is shown on a page is no matter of the record. */
  async change({ id }: Playlist, { name, show_on_profile: showOnProfile }: PlaylistChange): Promise<void> {
    await this.transactions.run(async (tx) => {
      const playlist = await this.lock(tx, id);
      if (showOnProfile !== undefined) await this.playlists.update(tx, id, { showOnProfile });
      if (name === undefined || name === playlist.name) return;
      await this.playlists.update(tx, id, { name });
      await this.publish(tx, playlist);
    });
  }

  /** Shows another cover, which has been stored already. */
  async dress({ id }: Playlist, imageId: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const { imageId: former } = await this.lock(tx, id);
      await this.playlists.update(tx, id, { imageId });
      if (former) await this.images.doom(tx, [former], 'replaced');
    });
  }

  async remove({ id }: Playlist): Promise<void> {
    await this.transactions.run(async (tx) => {
      const playlist = await this.lock(tx, id);
      await this.playlists.delete(tx, id);
      if (playlist.imageId) await this.images.doom(tx, [playlist.imageId], 'user_delete');
      await this.outbox.remove(tx, target(playlist));
    });
  }

  /** Kept from others until the transaction ends. @throws {PlaylistMissing} */
  async lock(tx: Tx, id: string): Promise<Playlist> {
    const playlist = await this.playlists.lock(tx, id);
    if (!playlist) throw new PlaylistMissing();
    return playlist;
  }

  /** What a reader of the record sees has changed: has it written. */
  async publish(tx: Tx, playlist: Pick<Playlist, 'id' | 'ownerDid' | 'rkey'>): Promise<void> {
    await this.playlists.update(tx, playlist.id, { updatedAt: () => 'now()', publishState: 'pending' });
    await this.outbox.put(tx, target(playlist));
  }

  private async requireActive(did: string): Promise<void> {
    if (!isShown(await this.accounts.find(did))) throw new PlaylistMissing();
  }
}

function target({ id, ownerDid, rkey }: Pick<Playlist, 'id' | 'ownerDid' | 'rkey'>): OutboxTarget {
  return { did: ownerDid, collection: 'list', rkey, subject: { table: 'playlists', key: id } };
}
