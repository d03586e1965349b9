import { Injectable } from '@nestjs/common';
import { afterCommit, Transactions } from '../../../platform/database/index.js';
import { Settings } from '../../../platform/config/index.js';
import { Events } from '../../../platform/events/index.js';
import { GuardedFetch } from '../../atproto/index.js';
import { ImageAdoption, Images } from '../../media/index.js';
import type { Track } from '../track.entity.js';
import { TracksRepository } from '../tracks.repository.js';
import { BlobUnavailable, MediaRefused } from './media.errors.js';
import { type WantedMedia, WantedMediaRepository } from './wanted-media.repository.js';

const STORED = /^storage:images\/([0-9a-f-]{36})\.([a-z0-9]{1,8})$/;

/** Gives tracks the covers that their records name: ours as they lie here, others as a copy, so that no listener is sent elsewhere. */
@Injectable()
export class CoverArrivals {
  constructor(
    private readonly tracks: TracksRepository,
    private readonly wanted: WantedMediaRepository,
    private readonly network: GuardedFetch,
    private readonly images: Images,
    private readonly adoption: ImageAdoption,
    private readonly settings: Settings,
    private readonly transactions: Transactions,
    private readonly events: Events,
  ) {}

  /** As {@link AudioArrivals.fetch}. */
  async fetch(wanted: WantedMedia): Promise<void> {
    const track = await this.tracks.find(wanted.trackId);
    if (!track) return;
    const [, id, extension] = STORED.exec(wanted.address) ?? [];
    if (id && extension) await this.attach(wanted, await this.find(track, wanted, { id, extension }));
    else await this.attach(wanted, (await this.images.store(track.artistDid, await this.download(wanted))).imageId);
  }

  private async find(track: Track, wanted: WantedMedia, file: { id: string; extension: string }): Promise<string> {
    if (await this.wanted.isContested(wanted)) throw new MediaRefused('tracks of several artists name this picture');
    const image = await this.adoption.adopt({ ...file, ownerDid: track.artistDid });
    if (!image) throw new MediaRefused('there is no such picture in the storage');
    if (image.ownerDid !== track.artistDid) throw new MediaRefused('the picture belongs to somebody else');
    return image.id;
  }

  private async download({ address }: WantedMedia): Promise<Buffer> {
    const response = await this.network.fetch(address, { maxBytes: this.settings.maxImageSizeMb * 1024 * 1024 });
    if (response.ok) return Buffer.from(await response.arrayBuffer());
    await response.body?.cancel();
    throw new BlobUnavailable(response.status);
  }

  private async attach(wanted: WantedMedia, imageId: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const track = await this.tracks.lock(tx, wanted.trackId);
      const now = await this.wanted.find(wanted.trackId, 'image', tx);
      if (!track || track.deletedAt || now?.address !== wanted.address)
        return this.images.doom(tx, [imageId], 'orphan');
      await this.tracks.update(tx, track.id, { imageId });
      if (track.imageId && track.imageId !== imageId) await this.images.doom(tx, [track.imageId], 'replaced');
      await this.wanted.settle(tx, wanted, 'here');
      afterCommit(tx, () => this.events.emit('track.changed', { trackId: track.id }));
    });
  }
}
