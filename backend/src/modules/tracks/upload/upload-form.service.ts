import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Images, Staging } from '../../media/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { type FileTaker, isJson, readForm } from '../form/read-form.js';
import { validated } from '../form/validated.js';
import { NewUpload } from './uploads.dto.js';

/** An upload as it arrived: its fields, and ids of the bytes that came with it. */
export interface ReceivedUpload {
  fields: NewUpload;
  stagedId: string | null;
  imageId: string | null;
}

/** Receives the form of an upload: audio and cover go to their places while they arrive. */
@Injectable()
export class UploadForms {
  constructor(
    private readonly staging: Staging,
    private readonly images: Images,
    private readonly transactions: Transactions,
  ) {}

  /** Reads the form, then does `work` with it; when either fails, nothing of what arrived is kept. */
  async receive<T>(request: FastifyRequest, did: string, work: (upload: ReceivedUpload) => Promise<T>): Promise<T> {
    const arrived: { stagedId?: string; imageId?: string } = {};
    try {
      const fields = await readForm(request, {
        file: this.once(async ({ file, filename }) => {
          arrived.stagedId = (await this.staging.receive(did, file, filename)).id;
        }),
        image: this.once(async ({ file }) => {
          arrived.imageId = (await this.images.store(did, file)).imageId;
        }),
      });
      const form = await validated(NewUpload, fields, { strict: isJson(request) });
      const stagedId = arrived.stagedId ?? form.staged_id ?? null;
      return await work({ fields: form, stagedId, imageId: arrived.imageId ?? null });
    } catch (error) {
      await this.discard(arrived);
      throw error;
    }
  }

  /** A second file under the same name is read and forgotten. */
  private once(taker: FileTaker): FileTaker {
    let taken = false;
    return async (file) => {
      if (taken) return void file.file.resume();
      taken = true;
      await taker(file);
    };
  }

  /** What came by `staged_id` stays: the form can be sent again. */
  private async discard({ stagedId, imageId }: { stagedId?: string; imageId?: string }): Promise<void> {
    if (stagedId) await this.staging.release(stagedId);
    if (imageId) await this.transactions.run((tx) => this.images.doom(tx, [imageId], 'orphan'));
  }
}
