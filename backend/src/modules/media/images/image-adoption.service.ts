import { Injectable } from '@nestjs/common';
import { sha256 } from '../../../common/ids.js';
import { Storage } from '../storage/storage.js';
import { contentTypeOf } from '../storage/content-types.rules.js';
import { image as imageKey } from '../storage/storage-keys.rules.js';
import type { Image } from './image.entity.js';
import { ImageVariants, variantKeys } from './image-variants.service.js';
import { ImagesRepository } from './images.repository.js';
import { sizeOf } from './renderer.js';

/** Takes pictures into the inventory whose rows are lost; as AudioAdoption does it with sounds. */
@Injectable()
export class ImageAdoption {
  constructor(
    private readonly images: ImagesRepository,
    private readonly variants: ImageVariants,
    private readonly storage: Storage,
  ) {}

  /** Null when there is no such object, or it is no picture. A picture that has a row is answered as it is. */
  async adopt(orphan: { id: string; extension: string; ownerDid: string }): Promise<Image | null> {
    const { id, extension, ownerDid } = orphan;
    const known = await this.images.find(id);
    if (known && known.state !== 'staged') return known;
    const { key, bucket } = imageKey(id, extension);
    if (!(await this.storage.stat(key, bucket))) return null;
    const bytes = await this.variants.read(key);
    const size = await sizeOf(bytes);
    if (!size) return null;
    await this.variants.complete({ id, storageKey: key });
    const row = { id, ownerDid, mime: contentTypeOf(key), storageKey: key, variants: variantKeys(id) };
    await this.images.adopt({ ...row, ...size, sha256: sha256(bytes), bytes: bytes.length });
    return this.images.find(id);
  }
}
