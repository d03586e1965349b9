import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';
import type { Tx } from '../../../platform/database/index.js';
import type { DoomReason } from '../audio/audio-file.entity.js';
import { Image } from './image.entity.js';

export type NewImage = Omit<Image, 'state' | 'doomedAt' | 'doomReason' | 'createdAt'>;

@Injectable()
export class ImagesRepository {
  constructor(@InjectRepository(Image) private readonly rows: Repository<Image>) {}

  async reserve(image: NewImage): Promise<void> {
    await this.rows.insert(image);
  }

  find(id: string): Promise<Image | null> {
    return this.rows.findOneBy({ id });
  }

  /** The row of a picture whose bytes are there; who was faster has made the same. */
  async adopt(image: NewImage): Promise<void> {
    await this.rows
      .createQueryBuilder()
      .insert()
      .values({ ...image, state: 'live' })
      .orIgnore()
      .execute();
  }

  async confirm(id: string): Promise<void> {
    await this.rows.update({ id, state: 'staged' }, { state: 'live' });
  }

  /** Which sizes there are. */
  async nameVariants(id: string, variants: Record<string, string>): Promise<void> {
    await this.rows.update({ id }, { variants });
  }

  /** Whether it was still reserved only, and is gone now. */
  async deleteReserved(id: string): Promise<boolean> {
    return (await this.rows.delete({ id, state: 'staged' })).affected === 1;
  }

  /** Storage keys of those that still have bytes. */
  async keys(ids: readonly string[]): Promise<{ id: string; storageKey: string }[]> {
    if (ids.length === 0) return [];
    return this.rows.find({
      select: { id: true, storageKey: true },
      where: { id: In(ids), state: In(['live', 'doomed']) },
    });
  }

  async doom(tx: Tx, ids: readonly string[], reason: DoomReason, at: Date): Promise<void> {
    if (ids.length === 0) return;
    await tx.update(
      Image,
      { id: In(ids), state: In(['live', 'staged', 'missing']) },
      { state: 'doomed', doomReason: reason, doomedAt: at },
    );
  }
}
