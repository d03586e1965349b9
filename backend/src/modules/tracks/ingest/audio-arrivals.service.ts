import { Injectable } from '@nestjs/common';
import { afterCommit, Transactions, type Tx } from '../../../platform/database/index.js';
import { Events } from '../../../platform/events/index.js';
import { JobQueue } from '../../../platform/queue/index.js';
import { AudioAdoption, type AudioFile, AudioFiles, AudioIntake, Staging } from '../../media/index.js';
import { bucketOf } from '../audio/relocate-audio.handler.js';
import { TrackAudioRepository } from '../audio/track-audio.repository.js';
import type { Track } from '../track.entity.js';
import { TracksRepository } from '../tracks.repository.js';
import { LossyCopies } from '../upload/lossy-copies.service.js';
import { BlobDownloads } from './blob-downloads.service.js';
import { MEASURE_PRIORITY, measureAudio } from './fetch-media.job.js';
import { MediaRefused } from './media.errors.js';
import { type WantedMedia, WantedMediaRepository } from './wanted-media.repository.js';

interface Arrived {
  stream: AudioFile;
  original: AudioFile | null;
  isOptimizable: boolean;
}

const STORED = /^storage:audio\/([0-9a-f-]{36})\.([a-z0-9]{1,8})$/;
const BLOB = 'blob:';

/** Gives tracks the audio that their records name. May run twice for one. */
@Injectable()
export class AudioArrivals {
  constructor(
    private readonly tracks: TracksRepository,
    private readonly audio: TrackAudioRepository,
    private readonly wanted: WantedMediaRepository,
    private readonly blobs: BlobDownloads,
    private readonly staging: Staging,
    private readonly intake: AudioIntake,
    private readonly adoption: AudioAdoption,
    private readonly files: AudioFiles,
    private readonly copies: LossyCopies,
    private readonly queue: JobQueue,
    private readonly transactions: Transactions,
    private readonly events: Events,
  ) {}

  /** Throws {@link MediaRefused} and what uploads are refused with; anything else is worth another try. */
  async fetch(wanted: WantedMedia): Promise<void> {
    const track = await this.tracks.find(wanted.trackId);
    if (!track) return;
    if (wanted.address.startsWith(BLOB)) return this.download(track, wanted);
    const arrived = { stream: await this.find(track, wanted), original: null, isOptimizable: false };
    await this.attach(wanted, arrived);
    await this.queue.add(
      measureAudio,
      { fileId: arrived.stream.id },
      { id: arrived.stream.id, priority: MEASURE_PRIORITY },
    );
  }

  /** As an upload, from here on. */
  private async download(track: Track, wanted: WantedMedia): Promise<void> {
    const cid = wanted.address.slice(BLOB.length);
    const staged = await this.blobs.stage(track.artistDid, cid, track.title);
    try {
      await this.attach(wanted, await this.intake.ingest(staged.id, bucketOf(track.visibility)));
    } finally {
      await this.staging.release(staged.id);
    }
  }

  /**
   * Bytes that lie here already, after a rebuild. Whose they are, only the lost row knew; so a file that the records of two
   * people name goes to neither until the track of one of them is taken down and the other is rebuilt.
   */
  private async find(track: Track, wanted: WantedMedia): Promise<AudioFile> {
    const [, id = '', extension = ''] = STORED.exec(wanted.address) ?? [];
    if (!(await this.files.find(id)) && (await this.wanted.isContested(wanted)))
      throw new MediaRefused('tracks of several artists name this file');
    const { artistDid: ownerDid } = track;
    const file = await this.adoption.adopt({ id, extension, ownerDid, loudnessLufs: wanted.loudnessLufs });
    if (!file) throw new MediaRefused('there is no such sound in the storage');
    if (file.ownerDid !== ownerDid) throw new MediaRefused('the file belongs to somebody else');
    const player = await this.audio.ofFile(id);
    if (player && player.trackId !== track.id) throw new MediaRefused('another track plays this file');
    if (file.state !== 'live') throw new MediaRefused(`the file is ${file.state}`);
    return file;
  }

  /** When the record named other audio meanwhile, or the track is gone, the new files are of no use. */
  private async attach(wanted: WantedMedia, { stream, original, isOptimizable }: Arrived): Promise<void> {
    const made = [stream.id, ...(original ? [original.id] : [])];
    await this.transactions.run(async (tx) => {
      const track = await this.tracks.lock(tx, wanted.trackId);
      const now = await this.wanted.find(wanted.trackId, 'audio', tx);
      if (!track || track.deletedAt || now?.address !== wanted.address) return this.files.doom(tx, made, 'orphan');
      await this.files.doom(tx, await this.audio.retire(tx, track.id, made), 'replaced');
      await this.audio.attach(tx, track.id, 'stream', stream.id);
      if (original) await this.audio.attach(tx, track.id, 'original', original.id);
      await this.wanted.settle(tx, wanted, 'here');
      await this.publish(tx, track, stream.durationMs);
      if (isOptimizable) await this.copies.queue(tx, track);
    });
  }

  /** What lost its record meanwhile stays hidden; it has its audio when it is restored. */
  private async publish(tx: Tx, track: Track, durationMs: number | null): Promise<void> {
    const isWithdrawn = track.cid === null && track.visibility !== 'private';
    await this.tracks.update(tx, track.id, {
      durationMs: durationMs ?? track.durationMs,
      ...(isWithdrawn
        ? {}
        : { publishState: 'published', failure: null, publishedAt: track.publishedAt ?? (() => 'now()') }),
    });
    if (isWithdrawn) return;
    const news = track.publishState === 'published' ? 'track.changed' : 'track.published';
    afterCommit(tx, () => this.events.emit(news, { trackId: track.id }));
  }
}
