import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { DomainError } from '../../../common/errors.js';
import { Locks } from '../../../platform/ephemeral/index.js';
import { Handles, type JobData, type JobHandler, type JobRun } from '../../../platform/queue/index.js';
import { Jobs } from '../../jobs/index.js';
import { AudioIntake, type IngestedAudio, type IntakePhase } from '../../media/index.js';
import { TrackAudioRepository } from '../audio/track-audio.repository.js';
import type { Track } from '../track.entity.js';
import { TracksRepository } from '../tracks.repository.js';
import { SignsOfLife } from './signs-of-life.service.js';
import { processUpload } from './upload-jobs.js';
import { UploadOutcomes } from './upload-outcomes.service.js';
import { PHASE_MESSAGES } from './upload-progress.rules.js';
import type { UploadPhase } from './uploads.dto.js';
import { UploadCancelled } from './uploads.errors.js';

type Data = JobData<typeof processUpload>;

/** Trying again cannot help: it is the file, or what the artist did meanwhile. */
const FINAL = new Set(['refused', 'conflict', 'missing', 'too-large', 'invalid']);
const GAVE_UP = 'something went wrong on our side while we worked on your audio; please upload it again';

/** One upload from staged bytes to the outbox. Every step may run twice; the row says which ones are done (UP-20). */
@Handles(processUpload)
export class ProcessUploadHandler implements JobHandler<Data> {
  constructor(
    private readonly tracks: TracksRepository,
    private readonly audio: TrackAudioRepository,
    private readonly intake: AudioIntake,
    private readonly outcomes: UploadOutcomes,
    private readonly jobs: Jobs,
    private readonly life: SignsOfLife,
    private readonly locks: Locks,
    @InjectPinoLogger(ProcessUploadHandler.name) private readonly log: PinoLogger,
  ) {}

  async run(data: Data, { lastAttempt, stopping }: Pick<JobRun, 'lastAttempt' | 'stopping'>): Promise<void> {
    const { uploadId: jobId, trackId } = data;
    const done = await this.life.during({ jobId, trackId }, (unwanted) =>
      this.locks.exclusively(`upload:${jobId}`, async (lost) => {
        const signal = AbortSignal.any([unwanted, lost, stopping]);
        await this.work(data, signal).catch((error: unknown) => {
          // Whoever has the lease now, or takes the job up again, ends it.
          if (lost.aborted || stopping.aborted) throw error;
          return this.judge(data, unwanted.aborted ? unwanted.reason : error, lastAttempt);
        });
        return true;
      }),
    );
    if (!done) throw new Error('another worker has this upload in hand');
  }

  private async work({ uploadId, trackId }: Data, signal: AbortSignal): Promise<void> {
    const track = await this.tracks.find(trackId);
    if (!track) throw new UploadCancelled();
    // An earlier run came this far: what is left is the record, and that is the outbox's work.
    if (await this.audio.current(trackId, 'stream')) return this.tell(uploadId, 'atproto');
    await this.outcomes.assertNoTwin(uploadId, track);
    const ingested = await this.ingest(uploadId, track, signal);
    signal.throwIfAborted();
    for (const phase of ['metadata', 'image', 'database'] as const) await this.tell(uploadId, phase);
    await this.outcomes.attach(uploadId, track, ingested);
    if (track.visibility !== 'private') await this.tell(uploadId, 'atproto');
  }

  private async ingest(uploadId: string, track: Track, signal: AbortSignal): Promise<IngestedAudio> {
    const bucket = track.visibility === 'private' ? 'private' : 'public';
    let telling = Promise.resolve();
    const onProgress = (phase: IntakePhase, percent: number | null) => {
      // Putting the finished files away belongs to whatever phase came before; it has no name of its own.
      if (phase === 'store') return;
      // One after the other, so that no late word of one phase follows the next; a lost one harms nobody.
      telling = telling.then(() => this.tell(uploadId, phase, percent ?? 0)).catch(() => undefined);
    };
    const ingested = await this.intake.ingest(uploadId, bucket, { signal, onProgress });
    await telling;
    return ingested;
  }

  private tell(uploadId: string, phase: UploadPhase, progressPct = 0): Promise<void> {
    return this.jobs.report(uploadId, { phase, message: PHASE_MESSAGES[phase], progressPct });
  }

  private async judge({ uploadId, trackId }: Data, error: unknown, lastAttempt: boolean): Promise<void> {
    const isFinal = error instanceof DomainError && FINAL.has(error.kind);
    if (!isFinal && !lastAttempt) throw error;
    this.log.warn({ err: error, uploadId, trackId }, 'an upload was given up');
    await this.outcomes.abandon(uploadId, trackId, isFinal ? error.message : GAVE_UP);
  }
}
