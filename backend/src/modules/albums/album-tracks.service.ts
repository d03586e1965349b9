import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { AlbumRecords } from './album-records.service.js';
import { AlbumTracksRepository } from './album-tracks.repository.js';
import { AlbumFull, AlbumMissing, AlbumTracksDiffer } from './albums.errors.js';
import { AlbumsRepository } from './albums.repository.js';

/** As many as the record of a list holds. */
export const LONGEST_ALBUM = 500;

/** The tracks of albums: positions 1 to n, and a record that follows every change. */
@Injectable()
export class AlbumTracks {
  constructor(
    private readonly tracks: AlbumTracksRepository,
    private readonly albums: AlbumsRepository,
    private readonly records: AlbumRecords,
  ) {}

  /** @throws {AlbumMissing} when it was deleted meanwhile; {@link AlbumFull} */
  async append(tx: Tx, albumId: string, trackId: number): Promise<void> {
    const locked = await this.tracks.lockFor(tx, albumId, trackId);
    if (!locked.some(({ id }) => id === albumId)) throw new AlbumMissing();
    const present = locked.find(({ holds }) => holds)?.id;
    if (present === albumId) return;
    if ((await this.tracks.count(tx, albumId)) >= LONGEST_ALBUM) throw new AlbumFull(LONGEST_ALBUM);
    if (present) await this.take(tx, present, trackId);
    await this.tracks.append(tx, albumId, trackId);
    await this.publish(tx, albumId);
  }

  async remove(tx: Tx, trackId: number): Promise<void> {
    const present = (await this.tracks.lockFor(tx, null, trackId)).find(({ holds }) => holds)?.id;
    if (present) await this.take(tx, present, trackId);
  }

  /** The album is locked. @throws {AlbumTracksDiffer} */
  async arrange(tx: Tx, albumId: string, trackIds: readonly number[]): Promise<void> {
    const members = await this.tracks.ids(albumId, tx);
    const given = new Set(trackIds);
    const isSame = trackIds.length === members.length && members.every((id) => given.has(id));
    if (!isSame) throw new AlbumTracksDiffer(members);
    await this.tracks.arrange(tx, albumId, trackIds);
  }

  ids(albumId: string, tx?: Tx): Promise<number[]> {
    return this.tracks.ids(albumId, tx);
  }

  albumOf(tx: Tx, trackId: number): Promise<string | null> {
    return this.tracks.albumOf(trackId, tx);
  }

  private async take(tx: Tx, albumId: string, trackId: number): Promise<void> {
    await this.tracks.take(tx, albumId, trackId);
    await this.publish(tx, albumId);
  }

  private async publish(tx: Tx, albumId: string): Promise<void> {
    const album = await this.albums.findById(albumId, tx);
    if (album) await this.records.put(tx, album);
  }
}
