import { Injectable } from '@nestjs/common';
import { nextTid, uuid } from '../../common/ids.js';
import { cleanLine, slugify } from '../../common/text.js';
import type { Tx } from '../../platform/database/index.js';
import type { Album } from './album.entity.js';
import { AlbumTitleInvalid } from './albums.errors.js';
import { AlbumsRepository } from './albums.repository.js';

const LONGEST_TITLE = 256;

/** Albums and the order of their tracks. What a track is, and who may see it, the caller knows. */
@Injectable()
export class Albums {
  constructor(private readonly albums: AlbumsRepository) {}

  /** The album of this title, made when there is none (ALB-01); answers its id. */
  async ensure(tx: Tx, artistDid: string, givenTitle: string): Promise<string> {
    const title = cleanLine(givenTitle);
    if (title === '' || title.length > LONGEST_TITLE) throw new AlbumTitleInvalid();
    await this.albums.lockNames(tx, artistDid);
    const slug = slugify(title);
    // A title without a letter has its key for a slug, so only the title itself finds it again.
    const known = slug
      ? await this.albums.findBySlug(artistDid, slug, tx)
      : await this.albums.findByTitle(artistDid, title, tx);
    if (known) return known.id;
    const id = uuid();
    const rkey = nextTid();
    await this.albums.insert(tx, { id, artistDid, title, slug: slug || rkey, rkey });
    return id;
  }

  /** The track becomes the last of the album, and leaves the one it was on. */
  async append(tx: Tx, albumId: string, trackId: number): Promise<void> {
    const present = await this.albums.lockFor(tx, albumId, trackId);
    if (present === albumId) return;
    if (present) await this.albums.take(tx, present, trackId);
    await this.albums.append(tx, albumId, trackId);
  }

  /** Takes a track off the album it is on, if any; the others move up. */
  async remove(tx: Tx, trackId: number): Promise<void> {
    const present = await this.albums.lockFor(tx, null, trackId);
    if (present) await this.albums.take(tx, present, trackId);
  }

  findById(albumId: string): Promise<Album | null> {
    return this.albums.findById(albumId);
  }

  /** By present or former slug (ALB-10). */
  findBySlug(artistDid: string, slug: string): Promise<Album | null> {
    return this.albums.findBySlug(artistDid, slug);
  }
}
