import { Injectable } from '@nestjs/common';
import { sha256 } from '../../../common/ids.js';
import { Storage } from '../storage/storage.js';
import { contentTypeOf } from '../storage/content-types.rules.js';
import { image as imageKey, imageVariant, VARIANT_WIDTHS } from '../storage/storage-keys.rules.js';
import { readBounded } from './bounded-read.js';
import type { Image } from './image.entity.js';
import { ImageTooLarge } from './images.errors.js';
import { ImagesRepository } from './images.repository.js';
import { sizeOf } from './renderer.js';

/** A picture as we wrote it is smaller than this, whatever was uploaded. */
const LARGEST_MB = 64;

/** Takes pictures into the inventory whose rows are lost; as AudioAdoption does it with sounds. */
@Injectable()
export class ImageAdoption {
  constructor(
    private readonly images: ImagesRepository,
    private readonly storage: Storage,
  ) {}

  /** Null when there is no such object, or it is no picture. A picture that has a row is answered as it is. */
  async adopt(orphan: { id: string; extension: string; ownerDid: string }): Promise<Image | null> {
    const { id, extension, ownerDid } = orphan;
    const known = await this.images.find(id);
    if (known && known.state !== 'staged') return known;
    const { key, bucket } = imageKey(id, extension);
    if (!(await this.storage.stat(key, bucket))) return null;
    const tooLarge = () => new ImageTooLarge({ mb: LARGEST_MB });
    const bytes = await readBounded(await this.storage.read(key, bucket), LARGEST_MB * 1024 * 1024, tooLarge);
    const size = await sizeOf(bytes);
    if (!size) return null;
    const variants = Object.fromEntries(VARIANT_WIDTHS.map((width) => [width, imageVariant(id, width).key]));
    const row = { id, ownerDid, mime: contentTypeOf(key), storageKey: key, variants };
    await this.images.adopt({ ...row, ...size, sha256: sha256(bytes), bytes: bytes.length });
    return this.images.find(id);
  }
}
