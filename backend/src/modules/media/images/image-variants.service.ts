import { Injectable } from '@nestjs/common';
import { Readable } from 'node:stream';
import { contentTypeOf } from '../storage/content-types.rules.js';
import { Storage } from '../storage/storage.js';
import { imageVariant, VARIANT_WIDTHS, type VariantWidth } from '../storage/storage-keys.rules.js';
import { readBounded } from './bounded-read.js';
import { ImageTooLarge } from './images.errors.js';
import { ImagesRepository } from './images.repository.js';
import { renderVariants } from './renderer.js';

/** A picture as we wrote it is smaller than this, whatever was uploaded. */
const LARGEST_MB = 64;

/** Makes the sizes that a picture lacks: they were lost, or it is older than that size (ST-06). */
@Injectable()
export class ImageVariants {
  constructor(
    private readonly images: ImagesRepository,
    private readonly storage: Storage,
  ) {}

  /** The picture itself. Throws {@link ImageTooLarge} and what says that its object is away. */
  async read(storageKey: string): Promise<Buffer> {
    const tooLarge = () => new ImageTooLarge({ mb: LARGEST_MB });
    return readBounded(await this.storage.read(storageKey, 'images'), LARGEST_MB * 1024 * 1024, tooLarge);
  }

  /** Afterwards all are there, and the row names them. Throws what says that the picture cannot be read. */
  async complete({ id, storageKey }: { id: string; storageKey: string }): Promise<void> {
    const lacking = await this.lacking(id);
    if (lacking.length === 0) return;
    const made = await renderVariants(await this.read(storageKey), lacking);
    // The row first: what it does not name nobody would ever collect.
    await this.images.nameVariants(id, variantKeys(id));
    for (const [width, bytes] of made) {
      const { key, bucket } = imageVariant(id, width);
      await this.storage.write(key, bucket, Readable.from([bytes]), { contentType: contentTypeOf(key) });
    }
  }

  private async lacking(id: string): Promise<VariantWidth[]> {
    const lacking: VariantWidth[] = [];
    for (const width of VARIANT_WIDTHS) {
      const { key, bucket } = imageVariant(id, width);
      if (!(await this.storage.stat(key, bucket))) lacking.push(width);
    }
    return lacking;
  }
}

/** Storage keys by width, of all the sizes there are. */
export function variantKeys(id: string): Record<string, string> {
  return Object.fromEntries(VARIANT_WIDTHS.map((width) => [width, imageVariant(id, width).key]));
}
