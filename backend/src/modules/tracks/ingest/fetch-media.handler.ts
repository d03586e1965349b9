import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { DomainError } from '../../../common/errors.js';
import { Transactions } from '../../../platform/database/index.js';
import { Handles, type JobData, type JobHandler } from '../../../platform/queue/index.js';
import { TracksRepository } from '../tracks.repository.js';
import { AudioArrivals } from './audio-arrivals.service.js';
import { CoverArrivals } from './cover-arrivals.service.js';
import { fetchMedia } from './fetch-media.job.js';
import { type WantedMedia, WantedMediaRepository } from './wanted-media.repository.js';

type Data = JobData<typeof fetchMedia>;

/** Trying again cannot help: it is the bytes, or the address. */
const FINAL = new Set(['refused', 'conflict', 'too-large', 'invalid']);
/** Over about a day; afterwards an artist asks for audio, and covers are tried once a week. */
const WAITS_SECONDS = [60, 5 * 60, 30 * 60, 2 * 3600, 6 * 3600, 12 * 3600];
/** Who waited so often in vain was not refused, but not there. */
export const PATIENT_TRIES = WAITS_SECONDS.length + 1;

/** One file that a record names: attached, tried again later, or given up with its reason (ING-05). */
@Handles(fetchMedia)
export class FetchMediaHandler implements JobHandler<Data> {
  constructor(
    private readonly wanted: WantedMediaRepository,
    private readonly audio: AudioArrivals,
    private readonly covers: CoverArrivals,
    private readonly tracks: TracksRepository,
    private readonly transactions: Transactions,
    @InjectPinoLogger(FetchMediaHandler.name) private readonly log: PinoLogger,
  ) {}

  async run({ trackId, part }: Data): Promise<void> {
    const wanted = await this.wanted.find(trackId, part);
    if (wanted?.state !== 'wanted') return;
    try {
      await (part === 'audio' ? this.audio : this.covers).fetch(wanted);
    } catch (error) {
      await this.judge(wanted, error);
    }
  }

  private async judge(wanted: WantedMedia, error: unknown): Promise<void> {
    const wait = WAITS_SECONDS[wanted.attempts - 1];
    const isFinal = (error instanceof DomainError && FINAL.has(error.kind)) || wait === undefined;
    const what = { err: error, trackId: wanted.trackId, part: wanted.part, address: wanted.address };
    this.log.warn(what, isFinal ? 'bytes that a record names are given up' : 'bytes that a record names did not come');
    if (isFinal) await this.giveUp(wanted);
    else await this.wanted.postpone(wanted, wait);
  }

  /** A cover that cannot be had hides nobody; a track without audio stays invisible, and its artist sees why. */
  private async giveUp(wanted: WantedMedia): Promise<void> {
    await this.transactions.run(async (tx) => {
      const track = await this.tracks.lock(tx, wanted.trackId);
      const isStillWanted = await this.wanted.settle(tx, wanted, 'refused');
      if (!isStillWanted || wanted.part !== 'audio' || track?.publishState !== 'pending') return;
      await this.tracks.update(tx, track.id, { publishState: 'failed', failure: 'audio_unreachable' });
    });
  }
}
