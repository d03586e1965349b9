import { Injectable } from '@nestjs/common';
import { afterCommit, Transactions, type Tx } from '../../../platform/database/index.js';
import { Events } from '../../../platform/events/index.js';
import { JobQueue } from '../../../platform/queue/index.js';
import { Albums } from '../../albums/index.js';
import { Jobs } from '../../jobs/index.js';
import { AudioFiles, Images, type IngestedAudio, Staging } from '../../media/index.js';
import { bucketOf } from '../audio/relocate-audio.handler.js';
import { relocateAudio } from '../audio/relocate-audio.job.js';
import { TrackAudioRepository } from '../audio/track-audio.repository.js';
import { TrackWrites } from '../records/track-writes.service.js';
import type { Track } from '../track.entity.js';
import { TracksRepository } from '../tracks.repository.js';
import { LossyCopies } from './lossy-copies.service.js';
import type { UploadNotes } from './upload-progress.rules.js';
import { DuplicateUpload, UploadCancelled } from './uploads.errors.js';

/** How the work on an upload ends: the track has its audio and goes out, or nothing of it stays. */
@Injectable()
export class UploadOutcomes {
  constructor(
    private readonly transactions: Transactions,
    private readonly tracks: TracksRepository,
    private readonly audio: TrackAudioRepository,
    private readonly writes: TrackWrites,
    private readonly files: AudioFiles,
    private readonly images: Images,
    private readonly staging: Staging,
    private readonly albums: Albums,
    private readonly jobs: Jobs,
    private readonly queue: JobQueue,
    private readonly copies: LossyCopies,
    private readonly events: Events,
  ) {}

  /** UP-07, before anything is decoded; {@link attach} looks again. */
  async assertNoTwin(uploadId: string, { artistDid, id }: Track): Promise<void> {
    const staged = await this.staging.find(uploadId);
    const twin = staged && (await this.audio.findTwin(artistDid, staged.sha256, id));
    if (twin) throw new DuplicateUpload(twin);
  }

  /** Gives the track its audio and sends it out, in one transaction. Of two equal uploads the second is refused here. */
  async attach(uploadId: string, { id, artistDid }: Track, ingested: IngestedAudio): Promise<void> {
    const { original, stream, isOptimizable } = ingested;
    try {
      await this.transactions.run(async (tx) => {
        await this.audio.lockBytes(tx, artistDid, (original ?? stream).sha256);
        const track = await this.tracks.lock(tx, id);
        if (!track || track.deletedAt) throw new UploadCancelled();
        const twin = await this.audio.findTwin(artistDid, (original ?? stream).sha256, id, tx);
        if (twin) throw new DuplicateUpload(twin);
        await this.audio.attach(tx, id, 'stream', stream.id);
        if (original) await this.audio.attach(tx, id, 'original', original.id);
        await this.tracks.update(tx, id, { durationMs: stream.durationMs });
        await this.release(tx, uploadId, track);
        // The artist changed the visibility while the audio was being worked on.
        if (stream.bucket !== bucketOf(track.visibility)) {
          await this.queue.add(relocateAudio, { trackId: id }, { id: String(id), after: tx });
        }
        if (isOptimizable) await this.copies.queue(tx, track);
      });
    } catch (error) {
      if (error instanceof DuplicateUpload || error instanceof UploadCancelled) await this.doom(ingested);
      throw error;
    }
    await this.staging.release(uploadId);
  }

  /** Takes back what was reserved, and says why. The audio of other uploads is never touched (P-UP-07). */
  async abandon(uploadId: string, trackId: number, reason: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const track = await this.tracks.lock(tx, trackId);
      // What has its audio is an upload that succeeded, whatever came afterwards.
      if (track && !(await this.audio.current(trackId, 'stream', tx))) {
        if (track.imageId) await this.images.doom(tx, [track.imageId], 'orphan');
        await this.takeOffAlbum(tx, uploadId, trackId);
        await this.tracks.delete(tx, trackId);
      }
      await this.jobs.fail(uploadId, reason, tx);
    });
    await this.staging.release(uploadId);
  }

  private async takeOffAlbum(tx: Tx, uploadId: string, trackId: number): Promise<void> {
    const notes = (await this.jobs.find(uploadId, tx))?.result as Partial<UploadNotes> | null | undefined;
    if (notes?.made_album_id) await this.albums.withdraw(tx, trackId, notes.made_album_id);
    else await this.albums.remove(tx, trackId);
  }

  /** A private track is published as it is, without a record; any other waits for its record. */
  private async release(tx: Tx, uploadId: string, track: Track): Promise<void> {
    if (track.visibility !== 'private') return this.writes.put(tx, track);
    await this.tracks.update(tx, track.id, {
      publishState: 'published',
      syncState: 'synced',
      publishedAt: () => 'now()',
    });
    const job = await this.jobs.find(uploadId, tx);
    await this.jobs.complete(uploadId, { ...job?.result, track_id: track.id }, tx);
    afterCommit(tx, () => this.events.emit('track.published', { trackId: track.id }));
  }

  private async doom({ original, stream }: IngestedAudio): Promise<void> {
    const ids = [stream.id, ...(original ? [original.id] : [])];
    await this.transactions.run((tx) => this.files.doom(tx, ids, 'orphan'));
  }
}
