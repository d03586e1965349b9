import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { RequestInvalid } from '../../../common/errors.js';
import { Transactions } from '../../../platform/database/index.js';
import { Images } from '../../media/index.js';
import { readForm } from './read-form.js';

/** What a form with one picture answers. */
export interface StoredCover {
  image_id: string;
  image_url: string;
  thumbnail_url: string;
}

/** Receives a multipart form whose part `image` is the new cover of something. */
@Injectable()
export class CoverForms {
  constructor(
    private readonly images: Images,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Keeps the picture and gives its id to `use`; what `use` throws, takes the picture back. Throws
   * {@link RequestInvalid} without one, ImageUnsupported, ImageTooLarge.
   */
  async receive(
    request: FastifyRequest,
    ownerDid: string,
    use: (imageId: string) => Promise<unknown>,
  ): Promise<StoredCover> {
    const imageId = await this.store(request, ownerDid);
    try {
      await use(imageId);
    } catch (error) {
      await this.discard(imageId);
      throw error;
    }
    return this.addresses(imageId);
  }

  private async store(request: FastifyRequest, ownerDid: string): Promise<string> {
    let imageId: string | null = null;
    try {
      await readForm(request, {
        image: async ({ file }) => {
          if (imageId) return void file.resume();
          imageId = (await this.images.store(ownerDid, file)).imageId;
        },
      });
    } catch (error) {
      if (imageId) await this.discard(imageId);
      throw error;
    }
    if (imageId) return imageId;
    throw new RequestInvalid([{ path: 'image', message: 'choose a picture', code: 'required' }]);
  }

  private async addresses(imageId: string): Promise<StoredCover> {
    const urls = (await this.images.urls([imageId])).get(imageId);
    return { image_id: imageId, image_url: urls?.image_url ?? '', thumbnail_url: urls?.thumbnail_url ?? '' };
  }

  private discard(imageId: string): Promise<void> {
    return this.transactions.run((tx) => this.images.doom(tx, [imageId], 'orphan'));
  }
}
