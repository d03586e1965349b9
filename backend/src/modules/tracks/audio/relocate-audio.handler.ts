import { Transactions } from '../../../platform/database/index.js';
import { Handles, type JobData, type JobHandler } from '../../../platform/queue/index.js';
import { type AudioFile, AudioFiles, AudioRelocation } from '../../media/index.js';
import { TrackWrites } from '../records/track-writes.service.js';
import type { Visibility } from '../tracks.dto.js';
import { TracksRepository } from '../tracks.repository.js';
import { relocateAudio } from './relocate-audio.job.js';
import { TrackAudioRepository } from './track-audio.repository.js';

type Data = JobData<typeof relocateAudio>;

/** What plays lies where the visibility of its track wants it; originals are always private. */
const ROLES = ['stream', 'lossy'] as const;

/**
 * Moves what plays to the other bucket (TRK-12): a copy takes the place of the old file, whose id still leads to the
 * track and whose bytes go to the garbage collector. The record of a track that came out of privacy follows.
 */
@Handles(relocateAudio)
export class RelocateAudioHandler implements JobHandler<Data> {
  constructor(
    private readonly tracks: TracksRepository,
    private readonly audio: TrackAudioRepository,
    private readonly files: AudioFiles,
    private readonly relocation: AudioRelocation,
    private readonly writes: TrackWrites,
    private readonly transactions: Transactions,
  ) {}

  async run({ trackId }: Data): Promise<void> {
    const track = await this.tracks.find(trackId);
    if (!track) return;
    for (const role of ROLES) {
      const current = await this.audio.current(trackId, role);
      const file = current && (await this.files.find(current.audioFileId));
      const bucket = bucketOf(track.visibility);
      if (!file || file.bucket === bucket) continue;
      await this.replace(trackId, role, file, await this.relocation.copyTo(bucket, file));
    }
    await this.publish(trackId);
  }

  /** When the artist changed their mind meanwhile, the copy is of no use; the next run of this job sees to it. */
  private async replace(trackId: number, role: 'stream' | 'lossy', old: AudioFile, copy: AudioFile): Promise<void> {
    await this.transactions.run(async (tx) => {
      const track = await this.tracks.lock(tx, trackId);
      const current = await this.audio.current(trackId, role, tx);
      const isWanted =
        track?.deletedAt === null && bucketOf(track.visibility) === copy.bucket && current?.audioFileId === old.id;
      if (isWanted) await this.audio.attach(tx, trackId, role, copy.id);
      await this.files.doom(tx, [isWanted ? old.id : copy.id], isWanted ? 'replaced' : 'orphan');
    });
  }

  private async publish(trackId: number): Promise<void> {
    await this.transactions.run(async (tx) => {
      const track = await this.tracks.lock(tx, trackId);
      if (track && !track.deletedAt && track.visibility !== 'private') await this.writes.put(tx, track);
    });
  }
}

export function bucketOf(visibility: Visibility): 'public' | 'private' {
  return visibility === 'private' ? 'private' : 'public';
}
