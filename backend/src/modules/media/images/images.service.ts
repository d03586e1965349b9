import { Injectable } from '@nestjs/common';
import { Readable } from 'node:stream';
import { Clock } from '../../../common/clock.js';
import { sha256, uuid } from '../../../common/ids.js';
import { Settings } from '../../../platform/config/index.js';
import type { Tx } from '../../../platform/database/index.js';
import type { DoomReason } from '../audio/audio-file.entity.js';
import { Eraser, type ObjectAddress, Storage } from '../storage/storage.js';
import { image as imageKey, imageVariant } from '../storage/storage-keys.rules.js';
import { contentTypeOf } from '../storage/content-types.rules.js';
import { readBounded } from './bounded-read.js';
import { variantKeys } from './image-variants.service.js';
import { ImageTooLarge } from './images.errors.js';
import { ImagesRepository, type NewImage } from './images.repository.js';
import { renderImage, type RenderedImage } from './renderer.js';

/** Addresses of one picture: as large as we keep it, 96 pixels square, and at most 1200 wide. */
export interface ImageUrls {
  image_url: string;
  thumbnail_url: string;
  /** 300 pixels square. */
  tile_url: string;
  large_url: string;
}

/** Covers and avatars: all go through one normaliser, and every read is answered from the row alone (ST-06). */
@Injectable()
export class Images {
  constructor(
    private readonly images: ImagesRepository,
    private readonly storage: Storage,
    private readonly eraser: Eraser,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** Keeps a picture and its variants; on failure nothing stays behind. Throws ImageUnsupported, {@link ImageTooLarge}. */
  async store(ownerDid: string, source: Readable | Buffer): Promise<{ imageId: string }> {
    const mb = this.settings.maxImageSizeMb;
    const rendered = await renderImage(await readBounded(source, mb * 1024 * 1024, () => new ImageTooLarge({ mb })));
    const row = newImage(uuid(), ownerDid, rendered);
    const objects = objectsOf(row.id, rendered);
    await this.images.reserve(row);
    try {
      for (const [{ key, bucket }, bytes] of objects) {
        await this.storage.write(key, bucket, Readable.from([bytes]), { contentType: contentTypeOf(key) });
      }
      await this.images.confirm(row.id);
    } catch (error) {
      // The row first: it may be live although the answer that says so was lost.
      if (await this.images.deleteReserved(row.id))
        for (const [{ key, bucket }] of objects) await this.eraser.erase(key, bucket);
      throw error;
    }
    return { imageId: row.id };
  }

  /** Addresses by id; ids without bytes are absent. One query, whatever their number. */
  async urls(imageIds: readonly string[]): Promise<Map<string, ImageUrls>> {
    const rows = await this.images.keys([...new Set(imageIds)]);
    return new Map(rows.map(({ id, storageKey }) => [id, this.urlsOf(id, storageKey)]));
  }

  /** The same for who has read the row's key already. */
  urlsOf(imageId: string, storageKey: string): ImageUrls {
    const url = ({ key, bucket }: ObjectAddress) => this.storage.publicUrl(key, bucket);
    return {
      image_url: this.storage.publicUrl(storageKey, 'images'),
      thumbnail_url: url(imageVariant(imageId, 96)),
      tile_url: url(imageVariant(imageId, 300)),
      large_url: url(imageVariant(imageId, 1200)),
    };
  }

  /** As {@link AudioFiles.doom}. */
  doom(tx: Tx, ids: readonly string[], reason: DoomReason): Promise<void> {
    return this.images.doom(tx, ids, reason, this.clock.now());
  }
}

function newImage(id: string, ownerDid: string, { bytes, extension, mime, width, height }: RenderedImage): NewImage {
  return {
    id,
    ownerDid,
    sha256: sha256(bytes),
    mime,
    width,
    height,
    bytes: bytes.length,
    storageKey: imageKey(id, extension).key,
    variants: variantKeys(id),
  };
}

function objectsOf(id: string, { bytes, extension, variants }: RenderedImage): [ObjectAddress, Buffer][] {
  return [
    [imageKey(id, extension), bytes],
    ...[...variants].map(([width, made]): [ObjectAddress, Buffer] => [imageVariant(id, width), made]),
  ];
}
