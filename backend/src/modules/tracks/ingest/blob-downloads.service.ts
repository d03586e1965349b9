import { Injectable } from '@nestjs/common';
import { Readable } from 'node:stream';
import { MINUTE_MS } from '../../../common/clock.js';
import { Settings } from '../../../platform/config/index.js';
import { GuardedFetch, Identity } from '../../atproto/index.js';
import { type StagedUpload, Staging } from '../../media/index.js';
import { blobCid } from './blob-cid.rules.js';
import { BlobUnavailable, MediaRefused } from './media.errors.js';

const PATIENCE_MS = 10 * MINUTE_MS;

/** Brings audio from the repository of its artist to where uploads arrive (ING-05). */
@Injectable()
export class BlobDownloads {
  constructor(
    private readonly identity: Identity,
    private readonly network: GuardedFetch,
    private readonly staging: Staging,
    private readonly settings: Settings,
  ) {}

  /**
   * Guarded, limited in size and time as uploads are, and checked to be the bytes that the record names: a server cannot
   * give one listener this sound and the next another. Throws what {@link Staging.receive} does, {@link BlobUnavailable},
   * {@link MediaRefused} and errors of the network.
   */
  async stage(did: string, cid: string, filename: string): Promise<StagedUpload> {
    const staged = await this.staging.receive(did, await this.open(did, cid), filename);
    if (blobCid(staged.sha256) === cid) return staged;
    await this.staging.release(staged.id);
    throw new MediaRefused(`the bytes are not those of ${cid}`);
  }

  private async open(did: string, cid: string): Promise<Readable> {
    const { pdsUrl } = await this.identity.resolve(did);
    const query = new URLSearchParams({ did, cid });
    const url = `${pdsUrl}/xrpc/com.atproto.sync.getBlob?${query.toString()}`;
    const limits = { maxBytes: this.settings.maxUploadSizeMb * 1024 * 1024, timeoutMs: PATIENCE_MS };
    try {
      const response = await this.network.fetch(url, limits);
      if (response.ok && response.body) return Readable.fromWeb(response.body);
      await response.body?.cancel();
      throw new BlobUnavailable(response.status);
    } catch (error) {
      // The account may have moved; the next try asks where to.
      await this.identity.forget(did);
      throw error;
    }
  }
}
