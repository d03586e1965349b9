import { Injectable } from '@nestjs/common';
import { afterCommit, Transactions, type Tx } from '../../../platform/database/index.js';
import { Events } from '../../../platform/events/index.js';
import { Albums } from '../../albums/index.js';
import { Images } from '../../media/index.js';
import { Tags } from '../../tags/index.js';
import { FeaturesService } from '../features.service.js';
import { TrackWrites } from '../records/track-writes.service.js';
import type { Track } from '../track.entity.js';
import { TrackMissing } from '../tracks.errors.js';
import type { Visibility } from '../tracks.dto.js';
import { TracksRepository } from '../tracks.repository.js';
import { VisibilityChanges } from './visibility-changes.service.js';
import type { TrackChanges } from './edits.dto.js';

/** Changes of a track by its artist: row and outbox entry are one transaction, the record follows (TRK-04). */
@Injectable()
export class EditsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly tracks: TracksRepository,
    private readonly features: FeaturesService,
    private readonly tags: Tags,
    private readonly albums: Albums,
    private readonly images: Images,
    private readonly writes: TrackWrites,
    private readonly visibility: VisibilityChanges,
    private readonly events: Events,
  ) {}

  /** `imageId` is a new cover that has been stored already. */
  async change(own: Track, changes: TrackChanges, imageId: string | null): Promise<void> {
    const featuredDids = changes.features && (await this.features.resolve(changes.features, own.artistDid));
    await this.transactions.run(async (tx) => {
      const track = await this.tracks.lock(tx, own.id);
      if (!track || track.deletedAt) throw new TrackMissing();
      await this.tracks.update(tx, track.id, columnsOf(changes));
      if (featuredDids) await this.tracks.replaceFeatures(tx, track.id, featuredDids);
      if (changes.tags) await this.tags.replace(tx, track.id, changes.tags, track.artistDid);
      if (changes.album !== undefined) await this.moveToAlbum(tx, track, changes.album);
      if (imageId || changes.remove_image) await this.replaceImage(tx, track, imageId);
      await this.publish(tx, track, wantedVisibility(changes) ?? track.visibility);
      afterCommit(tx, () => this.events.emit('track.changed', { trackId: track.id }));
    });
  }

  private async moveToAlbum(tx: Tx, { id, artistDid }: Track, title: string | null): Promise<void> {
    if (!title) return this.albums.remove(tx, id);
    await this.albums.append(tx, await this.albums.ensure(tx, artistDid, title), id);
  }

  /** The old cover goes to the garbage collector, which keeps it as long as anything else shows it. */
  private async replaceImage(tx: Tx, track: Track, imageId: string | null): Promise<void> {
    await this.tracks.update(tx, track.id, { imageId });
    if (track.imageId) await this.images.doom(tx, [track.imageId], 'replaced');
  }

  /** An upload that is still being worked on gets its record, with these changes, at the end of that work. */
  private async publish(tx: Tx, track: Track, visibility: Visibility): Promise<void> {
    if (visibility !== track.visibility) return this.visibility.change(tx, track, visibility);
    if (visibility === 'private' || track.publishState === 'pending') return;
    await this.tracks.update(tx, track.id, { syncState: 'pending' });
    await this.writes.put(tx, track);
  }
}

function wantedVisibility({ visibility, unlisted }: TrackChanges): Visibility | undefined {
  return visibility ?? (unlisted === undefined ? undefined : unlisted ? 'unlisted' : 'public');
}

function columnsOf({ title, description }: TrackChanges): Partial<Pick<Track, 'title' | 'description'>> {
  return {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description: description || null }),
  };
}
