import { Injectable } from '@nestjs/common';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { OldNamespace } from '../../atproto/index.js';
import { TrackAudioRepository } from '../audio/track-audio.repository.js';
import { TrackWrites } from '../records/track-writes.service.js';
import type { Track } from '../track.entity.js';
import { MigrationNeeded, NoPublicAudio, RecordExists, TrackMissing } from '../tracks.errors.js';
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
    private readonly old: OldNamespace,
  ) {}

  /** Throws {@link RecordExists}, {@link MigrationNeeded}, {@link NoPublicAudio}. */
  async restore({ id, cid, artistDid }: Track): Promise<void> {
    if (cid) throw new RecordExists();
    const old = await this.old.keys(artistDid, 'track');
    if (!(await this.transactions.run((tx) => this.put(tx, id, old)))) throw new MigrationNeeded();
  }

  /** Every broken track that a record can help; answers how many. */
  async restoreAll(did: string): Promise<number> {
    const broken = await this.views.broken(did);
    const restorable = broken.filter((track) => track.broken_reason !== 'audio_missing');
    const old = restorable.length > 0 ? await this.old.keys(did, 'track') : new Set<string>();
    let queued = 0;
    for (const { id } of restorable) if (await this.transactions.run((tx) => this.put(tx, id, old))) queued += 1;
    return queued;
  }

  /** False when its record is among those of the old namespace: the migration brings that one. */
  private async put(tx: Tx, id: number, old: ReadonlySet<string>): Promise<boolean> {
    const track = await this.tracks.lock(tx, id);
    if (!track || track.deletedAt) throw new TrackMissing();
    if (old.has(track.rkey)) return false;
    if (track.visibility === 'private' || !(await this.audio.isPlayable(tx, id))) throw new NoPublicAudio();
    const publishState = track.publishState === 'failed' ? 'pending' : track.publishState;
    await this.tracks.update(tx, id, { publishState, syncState: 'pending', failure: null });
    await this.writes.put(tx, track);
    return true;
  }
}
