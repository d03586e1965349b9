import { Injectable } from '@nestjs/common';
import { nextTid, uuid } from '../../common/ids.js';
import { cleanLine, slugify } from '../../common/text.js';
import type { Tx } from '../../platform/database/index.js';
import { AlbumTracksRepository } from './album-tracks.repository.js';
import { LONGEST_ALBUM } from './album-tracks.service.js';
import { AlbumRecords } from './album-records.service.js';
import { AlbumsIntakeRepository, type NamedAlbum } from './albums-intake.repository.js';
import { AlbumsRepository } from './albums.repository.js';

/** Where the record of a track wants it. */
export interface Placement {
  trackId: number;
  artistDid: string;
  /** Null takes the track off its album. */
  album: string | null;
  /** The artist publishes by us, so the list record of an album that changes is ours to write. */
  isOurs: boolean;
}

/**
 * Puts tracks on the albums that their records name (ING-03). The order within an album comes with its list record; until
 * then tracks stand in the order of their arrival. No record is written for artists who publish elsewhere.
 */
@Injectable()
export class AlbumsIntake {
  constructor(
    private readonly intake: AlbumsIntakeRepository,
    private readonly albums: AlbumsRepository,
    private readonly tracks: AlbumTracksRepository,
    private readonly records: AlbumRecords,
  ) {}

  async place(tx: Tx, placements: readonly Placement[]): Promise<void> {
    const present = await this.intake.memberships(
      tx,
      placements.map(({ trackId }) => trackId),
    );
    const concerned = placements.filter(({ trackId, album }) => album !== null || present.has(trackId));
    if (concerned.length === 0) return;
    const wanted = await this.ensure(tx, concerned.flatMap(named));
    const moves = concerned
      .map((placement) => ({
        ...placement,
        from: present.get(placement.trackId),
        to: wanted.get(keyOf(placement)),
      }))
      .filter(({ from, to }) => from !== to);
    await this.move(tx, moves);
  }

  private async move(tx: Tx, moves: readonly (Placement & { from?: string | undefined; to?: string | undefined })[]) {
    if (moves.length === 0) return;
    const touched = new Set(moves.flatMap(({ from, to }) => [from, to].filter((id) => id !== undefined)));
    await this.intake.lock(tx, [...touched]);
    for (const { trackId, from } of moves) if (from) await this.tracks.take(tx, from, trackId);
    const joining = moves.flatMap(({ trackId, to }) => (to ? [{ trackId, albumId: to }] : []));
    await this.intake.append(tx, joining, LONGEST_ALBUM);
    const ours = new Set(moves.filter(({ isOurs }) => isOurs).flatMap(({ from, to }) => [from, to]));
    for (const albumId of touched) if (ours.has(albumId)) await this.publish(tx, albumId);
  }

  private async publish(tx: Tx, albumId: string): Promise<void> {
    const album = await this.albums.findById(albumId, tx);
    if (album) await this.records.put(tx, album);
  }

  /** The albums of these names, made where there are none; by {@link keyOf}. */
  private async ensure(tx: Tx, given: readonly NamedAlbum[]): Promise<Map<string, string>> {
    const names = [...new Map(given.map((album) => [nameKey(album), album])).values()];
    if (names.length === 0) return new Map();
    await this.intake.lockNames(tx, [...new Set(names.map(({ artistDid }) => artistDid))]);
    const found = new Map<string, string>();
    for (const album of await this.intake.find(tx, names)) found.set(nameKey(album), album.albumId);
    const missing = new Map<string, NamedAlbum & { id: string; rkey: string }>();
    for (const album of names) {
      if (found.has(nameKey(album))) continue;
      const sameSlug = `${album.artistDid} ${album.slug || album.title}`;
      const made = missing.get(sameSlug) ?? newAlbum(album);
      missing.set(sameSlug, made);
      found.set(nameKey(album), made.id);
    }
    await this.intake.insert(tx, [...missing.values()]);
    return found;
  }
}

function newAlbum(album: NamedAlbum) {
  const rkey = nextTid();
  return { ...album, id: uuid(), rkey, slug: album.slug || rkey };
}

function named({ artistDid, album }: Placement): NamedAlbum[] {
  if (album === null) return [];
  const title = cleanLine(album);
  return [{ artistDid, title, slug: slugify(title) }];
}

function nameKey({ artistDid, title }: { artistDid: string; title: string }): string {
  return `${artistDid} ${title}`;
}

function keyOf({ artistDid, album }: Placement): string {
  return album === null ? '' : nameKey({ artistDid, title: cleanLine(album) });
}
