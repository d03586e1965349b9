import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock.js';
import { nextTid } from '../../../common/ids.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { JobQueue } from '../../../platform/queue/index.js';
import { AlbumMissing, Albums } from '../../albums/index.js';
import { Collections } from '../../atproto/index.js';
import { Jobs } from '../../jobs/index.js';
import { Staging } from '../../media/index.js';
import { Tags } from '../../tags/index.js';
import { FeaturesService } from '../features.service.js';
import { TracksRepository } from '../tracks.repository.js';
import type { ReceivedUpload } from './upload-form.service.js';
import { processUpload } from './upload-jobs.js';
import type { UploadNotes } from './upload-progress.rules.js';
import type { NewUpload } from './uploads.dto.js';
import { FileRequired } from './uploads.errors.js';

/** Takes uploads in: the staged bytes, the reserved row and the job are one transaction (UP-05, UP-11). */
@Injectable()
export class UploadsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly tracks: TracksRepository,
    private readonly staging: Staging,
    private readonly features: FeaturesService,
    private readonly tags: Tags,
    private readonly albums: Albums,
    private readonly jobs: Jobs,
    private readonly queue: JobQueue,
    private readonly collections: Collections,
    private readonly clock: Clock,
  ) {}

  /** Reserves the track and queues the work; answers the id of the upload and the number the track will have. */
  async accept(did: string, { fields, stagedId, imageId }: ReceivedUpload) {
    if (!stagedId) throw new FileRequired();
    const featuredDids = await this.features.resolve(fields.features ?? [], did);
    if (fields.album_id) await this.assertOwnAlbum(did, fields.album_id);
    return this.transactions.run(async (tx) => {
      const { id: uploadId, bytes } = await this.staging.claim(tx, stagedId, did);
      const trackId = await this.reserve(tx, did, fields, imageId);
      await this.tags.replace(tx, trackId, fields.tags ?? [], did);
      await this.tracks.replaceFeatures(tx, trackId, featuredDids);
      const madeAlbumId = await this.putOnAlbum(tx, did, trackId, fields);
      const about: UploadNotes = {
        reserved_track_id: trackId,
        bytes,
        ...(madeAlbumId ? { made_album_id: madeAlbumId } : {}),
      };
      await this.jobs.create(tx, { id: uploadId, type: 'upload', ownerDid: did, about: { ...about } });
      await this.queue.add(processUpload, { uploadId, trackId }, { id: uploadId, after: tx });
      return { uploadId, trackId };
    });
  }

  private reserve(tx: Tx, did: string, fields: NewUpload, imageId: string | null): Promise<number> {
    const rkey = nextTid();
    return this.tracks.reserve(tx, {
      artistDid: did,
      title: fields.title,
      description: fields.description || null,
      visibility: fields.visibility ?? 'public',
      imageId,
      rkey,
      uri: this.collections.uri(did, 'track', rkey),
      createdAt: this.clock.now(),
    });
  }

  private async assertOwnAlbum(did: string, albumId: string): Promise<void> {
    const album = await this.albums.findById(albumId);
    if (album?.artistDid !== did) throw new AlbumMissing();
  }

  /**
   * Now, and not when the audio is ready: so an album has the order in which its tracks were sent. Answers the album if it
   * exists only because of this upload, and of others that are not through yet.
   */
  private async putOnAlbum(
    tx: Tx,
    did: string,
    trackId: number,
    { album, album_id }: NewUpload,
  ): Promise<string | undefined> {
    if (album_id) await this.albums.append(tx, album_id, trackId);
    if (album_id || !album) return undefined;
    const { albumId, isNew } = await this.albums.obtain(tx, did, album);
    await this.albums.append(tx, albumId, trackId);
    const isPromise = isNew || (await this.jobs.findActive(did, 'upload', { made_album_id: albumId }, tx));
    return isPromise ? albumId : undefined;
  }
}
