import { Injectable } from '@nestjs/common';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { TrackAudioRepository } from '../audio/track-audio.repository.js';
import { TrackWrites } from '../records/track-writes.service.js';
import type { Track } from '../track.entity.js';
import { NoPublicAudio, RecordExists, TrackMissing } from '../tracks.errors.js';
import { TracksRepository } from '../tracks.repository.js';
import { TrackViews } from '../views/track-views.service.js';

/** Writes records again that were lost or never arrived (CON-04): the same key, the first `createdAt`. */
@Injectable()
export class RestoresService {
  constructor(
    private readonly transactions: Transactions,
    private readonly tracks: TracksRepository,
    private readonly audio: TrackAudioRepository,
    private readonly writes: TrackWrites,
    private readonly views: TrackViews,
  ) {}

  /** Throws {@link RecordExists}, {@link NoPublicAudio}. */
  async restore({ id, cid }: Track): Promise<void> {
    if (cid) throw new RecordExists();
    await this.transactions.run((tx) => this.put(tx, id));
  }

  /** Every broken track that a record can help; answers how many. */
  async restoreAll(did: string): Promise<number> {
    const broken = await this.views.broken(did);
    const restorable = broken.filter((track) => track.broken_reason !== 'audio_missing');
    for (const { id } of restorable) await this.transactions.run((tx) => this.put(tx, id));
    return restorable.length;
  }

  private async put(tx: Tx, id: number): Promise<void> {
    const track = await this.tracks.lock(tx, id);
    if (!track || track.deletedAt) throw new TrackMissing();
    if (track.visibility === 'private' || !(await this.audio.current(id, 'stream', tx))) throw new NoPublicAudio();
    const publishState = track.publishState === 'failed' ? 'pending' : track.publishState;
    await this.tracks.update(tx, id, { publishState, syncState: 'pending', failure: null });
    await this.writes.put(tx, track);
  }
}
