import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../platform/database/index.js';
import { Outbox, type UnfinishedWrite } from '../../atproto/index.js';
import { type Job, Jobs } from '../../jobs/index.js';
import { TrackWrites } from '../records/track-writes.service.js';
import type { Track } from '../track.entity.js';
import { TracksRepository } from '../tracks.repository.js';
import { PHASE_MESSAGES, type UploadNotes } from './upload-progress.rules.js';
import { UploadCancelled } from './uploads.errors.js';

/** As many writes of one artist are looked through for the one that an upload waits for. */
const WRITES_LOOKED_AT = 100;

/** Uploads whose audio is safe and whose record is still on its way: says what they wait for (UP-11). */
@Injectable()
export class WaitingUploads {
  constructor(
    private readonly tracks: TracksRepository,
    private readonly outbox: Outbox,
    private readonly writes: TrackWrites,
    private readonly jobs: Jobs,
    private readonly transactions: Transactions,
  ) {}

  async look(job: Job): Promise<void> {
    const { reserved_track_id: trackId } = job.result as unknown as UploadNotes;
    const track = await this.tracks.find(trackId);
    if (!track) return this.jobs.fail(job.id, new UploadCancelled().message);
    if (track.publishState === 'published') return this.complete(job, track);
    if (track.publishState === 'failed') return this.jobs.fail(job.id, track.failure ?? PHASE_MESSAGES.atproto);
    const write = await this.writeOf(track);
    if (!write) await this.transactions.run((tx) => this.writes.put(tx, track));
    const message = write ? waitingFor(write) : PHASE_MESSAGES.atproto;
    if (message === job.message) await this.jobs.touch([job.id]);
    else await this.jobs.report(job.id, { message });
  }

  /** The record came, and the process died before it could say so. */
  private complete(job: Job, { id, uri, cid }: Track): Promise<void> {
    return this.jobs.complete(job.id, { ...job.result, track_id: id, ...(cid ? { uri, cid } : {}) });
  }

  private async writeOf({ artistDid, uri }: Track): Promise<UnfinishedWrite | undefined> {
    const { items } = await this.outbox.unfinished(artistDid, { limit: WRITES_LOOKED_AT });
    return items.find((write) => write.uri === uri && write.op === 'put');
  }
}

function waitingFor({ waiting, attempts, lastError }: UnfinishedWrite): string {
  if (waiting === 'no_grant') return 'your track is safe and waits for your permission: sign in again to publish it';
  if (attempts > 1 || lastError) return 'waiting for your pds: it does not answer at the moment, we keep trying';
  return PHASE_MESSAGES.atproto;
}
