import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { nextTid, uuid } from '../../common/ids.js';
import { cleanLine, slugify } from '../../common/text.js';
import type { Tx } from '../../platform/database/index.js';
import type { Album } from './album.entity.js';
import { AlbumTracks } from './album-tracks.service.js';
import { AlbumRecords, type AlbumStamp } from './album-records.service.js';
import { AlbumMissing, AlbumSlugTaken, AlbumTitleInvalid } from './albums.errors.js';
import { AlbumsRepository } from './albums.repository.js';

const LONGEST_TITLE = 256;

export interface AlbumDraft {
  title: string;
  slug?: string | undefined;
  description?: string | null | undefined;
}

/** Albums and the order of their tracks. What a track is, and who may see it, the caller knows. */
@Injectable()
export class Albums {
  constructor(
    private readonly albums: AlbumsRepository,
    private readonly tracks: AlbumTracks,
    private readonly records: AlbumRecords,
    private readonly clock: Clock,
  ) {}

  /** The album of this title, made when there is none (ALB-01); answers its id. */
  async ensure(tx: Tx, artistDid: string, title: string): Promise<string> {
    return (await this.obtain(tx, artistDid, title)).albumId;
  }

  /** As {@link ensure}; also says whether it was made now. */
  async obtain(tx: Tx, artistDid: string, givenTitle: string): Promise<{ albumId: string; isNew: boolean }> {
    const title = titleFrom(givenTitle);
    await this.albums.lockNames(tx, artistDid);
    const slug = slugify(title);
    // A title without a letter has its key for a slug, so only the title itself finds it again.
    const known = slug
      ? await this.albums.findBySlug(artistDid, slug, tx)
      : await this.albums.findByTitle(artistDid, title, tx);
    if (known) return { albumId: known.id, isNew: false };
    return {
      albumId: await this.insert(tx, artistDid, { title, slug, finalizedAt: this.clock.now() }),
      isNew: true,
    };
  }

  /** ALB-09: an album to be filled, without a record until it is finished; the one of this address if there is one. */
  async draft(tx: Tx, artistDid: string, { title: given, slug: wanted, description }: AlbumDraft): Promise<string> {
    const title = titleFrom(given);
    await this.albums.lockNames(tx, artistDid);
    const slug = slugify(wanted ?? title);
    const known = slug
      ? await this.albums.findBySlug(artistDid, slug, tx)
      : await this.albums.findByTitle(artistDid, title, tx);
    if (known) return known.id;
    return this.insert(tx, artistDid, { title, slug, description: description || null, finalizedAt: null });
  }

  /** Changes what is given; a new title brings a new address, and the former ones still lead here (ALB-10). */
  async change(tx: Tx, albumId: string, { title: given, slug: wanted, description }: Partial<AlbumDraft>) {
    const title = given === undefined ? undefined : titleFrom(given);
    const album = await this.named(tx, albumId);
    const isRenamed = title !== undefined && title !== album.title;
    const slug = wanted ?? (isRenamed ? title : undefined);
    if (slug !== undefined) await this.readdress(tx, album, slugify(slug) || album.rkey);
    await this.albums.update(tx, albumId, {
      ...(title === undefined ? {} : { title }),
      ...(description === undefined ? {} : { description: description || null }),
    });
    if (isRenamed) await this.records.put(tx, album);
  }

  /** The track becomes the last of the album, and leaves the one it was on. @throws {AlbumFull} */
  append(tx: Tx, albumId: string, trackId: number): Promise<void> {
    return this.tracks.append(tx, albumId, trackId);
  }

  /** Takes a track off the album it is on, if any; the others move up. */
  remove(tx: Tx, trackId: number): Promise<void> {
    return this.tracks.remove(tx, trackId);
  }

  /**
   * Takes off a track that will never be, and drops the album that was made for it, unless it holds other tracks or the
   * artist has begun to dress it.
   */
  async withdraw(tx: Tx, trackId: number, madeAlbumId: string): Promise<void> {
    const album = await this.albums.findById(madeAlbumId, tx);
    // Before any row: whoever names the album again waits, and then makes it anew.
    if (album) await this.albums.lockNames(tx, album.artistDid);
    await this.tracks.remove(tx, trackId);
    await this.dropIfEmpty(tx, madeAlbumId);
  }

  /** The members of an album in this order. @throws {AlbumMissing}, {AlbumTracksDiffer} unless these are exactly they */
  async reorder(tx: Tx, albumId: string, trackIds: readonly number[]): Promise<void> {
    const album = await this.lock(tx, albumId);
    await this.tracks.arrange(tx, albumId, trackIds);
    await this.records.put(tx, album);
  }

  /** ALB-09: the draft is complete, in this order, and gets its record. @throws as {@link reorder} */
  async finalize(tx: Tx, albumId: string, trackIds: readonly number[]): Promise<void> {
    const album = await this.lock(tx, albumId);
    await this.tracks.arrange(tx, albumId, trackIds);
    const finalizedAt = album.finalizedAt ?? this.clock.now();
    await this.albums.update(tx, albumId, { finalizedAt });
    await this.records.put(tx, { ...album, finalizedAt });
  }

  /** Shows another cover; answers the one that was shown. */
  async dress(tx: Tx, albumId: string, imageId: string | null): Promise<string | null> {
    const album = await this.lock(tx, albumId);
    await this.albums.update(tx, albumId, { imageId });
    await this.records.put(tx, album);
    return album.imageId;
  }

  /** Forgets the album and its record; its tracks stay. */
  async delete(tx: Tx, albumId: string): Promise<void> {
    const album = await this.lock(tx, albumId);
    await this.albums.delete(tx, albumId);
    await this.records.remove(tx, album);
  }

  /** The record of a track came or went: the record of its album, if it is on one, is made again. */
  async follow(tx: Tx, trackId: number): Promise<void> {
    const albumId = await this.tracks.albumOf(tx, trackId);
    const album = albumId && (await this.albums.findById(albumId, tx));
    if (album) await this.records.put(tx, album);
  }

  /** What became of the list record. */
  stamp(albumId: string, stamp: AlbumStamp): Promise<void> {
    return this.records.stamp(albumId, stamp);
  }

  /** Locked until the end of the transaction. @throws {AlbumMissing} */
  async lock(tx: Tx, albumId: string): Promise<Album> {
    const album = await this.albums.lock(tx, albumId);
    if (!album) throw new AlbumMissing();
    return album;
  }

  /** In order. */
  trackIds(albumId: string, tx?: Tx): Promise<number[]> {
    return this.tracks.ids(albumId, tx);
  }

  findById(albumId: string, tx?: Tx): Promise<Album | null> {
    return this.albums.findById(albumId, tx);
  }

  /** By present or former slug (ALB-10). */
  findBySlug(artistDid: string, slug: string): Promise<Album | null> {
    return this.albums.findBySlug(artistDid, slug);
  }

  /** By the key of its list record, also before that is written. */
  findByRkey(artistDid: string, rkey: string, tx?: Tx): Promise<Album | null> {
    return this.albums.findByRkey(artistDid, rkey, tx);
  }

  /** By the address of its list record, also before that is written. */
  async findByUri(uri: string, tx?: Tx): Promise<Album | null> {
    const place = this.records.placeOf(uri);
    return place && this.albums.findByRkey(place.did, place.rkey, tx);
  }

  /** An artist's albums that hold something, oldest first. */
  ofArtist(artistDid: string): Promise<Album[]> {
    return this.albums.ofArtist(artistDid);
  }

  private async insert(tx: Tx, artistDid: string, album: Partial<Album> & { title: string; slug: string }) {
    const id = uuid();
    const rkey = nextTid();
    // Whole milliseconds, as the record can say it: so a rebuild comes to the same time.
    const createdAt = this.clock.now();
    await this.albums.insert(tx, { ...album, id, artistDid, rkey, createdAt, slug: album.slug || rkey });
    return id;
  }

  private async dropIfEmpty(tx: Tx, albumId: string): Promise<void> {
    const album = await this.albums.lock(tx, albumId);
    if (!album || album.imageId || album.description) return;
    if ((await this.tracks.ids(albumId, tx)).length === 0) await this.delete(tx, albumId);
  }

  /** Names first, then the row: the order in which everybody locks. */
  private async named(tx: Tx, albumId: string): Promise<Album> {
    const album = await this.albums.findById(albumId, tx);
    if (!album) throw new AlbumMissing();
    await this.albums.lockNames(tx, album.artistDid);
    return this.lock(tx, albumId);
  }

  private async readdress(tx: Tx, { id, artistDid, slug }: Album, wanted: string): Promise<void> {
    if (wanted === slug) return;
    const holder = await this.albums.findBySlug(artistDid, wanted, tx);
    if (holder && holder.id !== id) throw new AlbumSlugTaken(wanted);
    await this.albums.update(tx, id, { slug: wanted });
    await this.albums.name(tx, { id, artistDid, slug: wanted });
  }
}

function titleFrom(given: string): string {
  const title = cleanLine(given);
  if (title === '' || title.length > LONGEST_TITLE) throw new AlbumTitleInvalid();
  return title;
}
