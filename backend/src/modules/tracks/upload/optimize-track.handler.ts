import { Transactions } from '../../../platform/database/index.js';
import { Events } from '../../../platform/events/index.js';
import { Handles, type JobData, type JobHandler, type JobRun } from '../../../platform/queue/index.js';
import { Jobs } from '../../jobs/index.js';
import { type AudioFile, AudioFiles, AudioIntake } from '../../media/index.js';
import { TrackAudioRepository } from '../audio/track-audio.repository.js';
import { TracksRepository } from '../tracks.repository.js';
import { SignsOfLife } from './signs-of-life.service.js';
import { optimizeTrack } from './upload-jobs.js';

type Data = JobData<typeof optimizeTrack>;

const GONE = 'the track is gone';

/** Gives a lossless track an MP3 beside it (TC-06). The track plays meanwhile, and goes on to when this fails. */
@Handles(optimizeTrack)
export class OptimizeTrackHandler implements JobHandler<Data> {
  constructor(
    private readonly tracks: TracksRepository,
    private readonly audio: TrackAudioRepository,
    private readonly files: AudioFiles,
    private readonly intake: AudioIntake,
    private readonly jobs: Jobs,
    private readonly life: SignsOfLife,
    private readonly transactions: Transactions,
    private readonly events: Events,
  ) {}

  async run(data: Data, { lastAttempt, stopping }: Pick<JobRun, 'lastAttempt' | 'stopping'>): Promise<void> {
    await this.life.during(data, async (unwanted) => {
      try {
        await this.work(data, AbortSignal.any([unwanted, stopping]));
      } catch (error) {
        if (unwanted.aborted) return this.jobs.fail(data.jobId, GONE);
        if (!lastAttempt || stopping.aborted) throw error;
        await this.jobs.fail(data.jobId, 'a smaller version of this track could not be made');
      }
    });
  }

  private async work({ jobId, trackId }: Data, signal: AbortSignal): Promise<void> {
    const lossless = await this.losslessOf(trackId);
    if (!lossless) return this.jobs.fail(jobId, GONE);
    const onProgress = (_: string, percent: number | null) => {
      void this.jobs.report(jobId, { phase: 'transcode', progressPct: percent ?? 0 }).catch(() => undefined);
    };
    await this.attach(jobId, trackId, lossless, await this.intake.optimize(lossless, { signal, onProgress }));
  }

  private async losslessOf(trackId: number): Promise<AudioFile | null> {
    if (!(await this.tracks.find(trackId))) return null;
    const stream = await this.audio.current(trackId, 'stream');
    return stream && this.files.find(stream.audioFileId);
  }

  /** When the track was removed, or its audio replaced, meanwhile, the new file is of no use. */
  private async attach(jobId: string, trackId: number, lossless: AudioFile, lossy: AudioFile): Promise<void> {
    await this.transactions.run(async (tx) => {
      const track = await this.tracks.lock(tx, trackId);
      const stream = await this.audio.current(trackId, 'stream', tx);
      const isWanted = track?.deletedAt === null && stream?.audioFileId === lossless.id;
      if (isWanted) await this.audio.attach(tx, trackId, 'lossy', lossy.id);
      else await this.files.doom(tx, [lossy.id], 'orphan');
      await this.jobs.complete(jobId, { track_id: trackId }, tx);
    });
    this.events.emit('track.changed', { trackId });
  }
}
