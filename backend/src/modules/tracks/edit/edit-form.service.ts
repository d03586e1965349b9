import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Transactions } from '../../../platform/database/index.js';
import { Images } from '../../media/index.js';
import { isJson, readForm } from '../form/read-form.js';
import { validated } from '../form/validated.js';
import type { Track } from '../track.entity.js';
import { TrackChanges } from './edits.dto.js';
import { EditsService } from './edits.service.js';

/** Receives the form of a change, with or without a new cover. */
@Injectable()
export class EditForms {
  constructor(
    private readonly images: Images,
    private readonly edits: EditsService,
    private readonly transactions: Transactions,
  ) {}

  /** Reads the form and applies it; when that fails, the new cover is not kept. */
  async apply(request: FastifyRequest, track: Track): Promise<void> {
    let imageId: string | null = null;
    try {
      const fields = await readForm(request, {
        image: async ({ file }) => {
          if (imageId) return void file.resume();
          imageId = (await this.images.store(track.artistDid, file)).imageId;
        },
      });
      const changes = await validated(TrackChanges, fields, { strict: isJson(request) });
      await this.edits.change(track, changes, imageId);
    } catch (error) {
      await this.discard(imageId);
      throw error;
    }
  }

  private async discard(imageId: string | null): Promise<void> {
    if (imageId) await this.transactions.run((tx) => this.images.doom(tx, [imageId], 'orphan'));
  }
}
