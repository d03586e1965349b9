import { afterCommit, Transactions, type Tx } from '../../../platform/database/index.js';
import { Events } from '../../../platform/events/index.js';
import { Albums } from '../../albums/index.js';
import { BuildsRecord, type PublishedRecord, type RecordBuilder } from '../../atproto/index.js';
import { Jobs } from '../../jobs/index.js';
import { Images, Storage } from '../../media/index.js';
import type { Track } from '../track.entity.js';
import { TracksRepository } from '../tracks.repository.js';
import { withRecord } from '../views/selections.queries.js';
import type { TrackRow } from '../views/track-row.js';
import { TrackRowsQueries } from '../views/track-rows.queries.js';
import { type TrackFacts, trackRecord } from './track.record.js';

/** Makes the record of a track from its row when it is sent, and keeps the row's state in step with it. */
@BuildsRecord('track')
export class TrackRecordBuilder implements RecordBuilder {
  constructor(
    private readonly rows: TrackRowsQueries,
    private readonly tracks: TracksRepository,
    private readonly storage: Storage,
    private readonly images: Images,
    private readonly albums: Albums,
    private readonly jobs: Jobs,
    private readonly transactions: Transactions,
    private readonly events: Events,
  ) {}

  /** Null when the track is gone, private, or has no public audio: then there is nothing to publish. */
  async build(key: string): Promise<object | null> {
    const [row] = await this.rows.rows(null, withRecord(Number(key)));
    const facts = row && this.factsOf(row);
    return facts ? trackRecord(facts) : null;
  }

  async confirmed(key: string, { uri, cid, rev }: PublishedRecord): Promise<void> {
    await this.transactions.run(async (tx) => {
      const track = await this.tracks.lock(tx, Number(key));
      if (!track) return;
      await this.tracks.update(tx, track.id, {
        uri,
        cid,
        ...(rev ? { rev } : {}),
        syncState: 'synced',
        publishState: 'published',
        publishedAt: track.publishedAt ?? (() => 'now()'),
        failure: null,
        recordDeletedAt: null,
      });
      if (track.deletedAt) return;
      // The album's list leaves out what has no record, so it takes in one that was not there before.
      if (!track.cid) await this.albums.follow(tx, track.id);
      await this.completeUpload(tx, track, cid);
      const news = track.publishState === 'published' ? 'track.changed' : 'track.published';
      afterCommit(tx, () => this.events.emit(news, { trackId: track.id }));
    });
  }

  /** What was published stays so; what never was becomes visibly failed. Nothing is lost, and the owner can retry. */
  async failed(key: string, reason: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const track = await this.tracks.lock(tx, Number(key));
      if (!track) return;
      const publishState = track.cid ? track.publishState : 'failed';
      await this.tracks.update(tx, track.id, { publishState, syncState: 'failed', failure: reason });
      const job = await this.jobs.findActive(track.artistDid, 'upload', { reserved_track_id: track.id }, tx);
      if (job) await this.jobs.fail(job.id, `your audio is safe, but its record could not be written: ${reason}`, tx);
    });
  }

  /** The record is gone: so is the row, when it was removed; a track that went private only forgets it. */
  async removed(key: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const track = await this.tracks.lock(tx, Number(key));
      if (track?.deletedAt) await this.tracks.delete(tx, track.id);
      else if (track) await this.tracks.update(tx, track.id, { cid: null, rev: null, ...forgotten(track) });
    });
  }

  private async completeUpload(tx: Tx, track: Track, cid: string): Promise<void> {
    const job = await this.jobs.findActive(track.artistDid, 'upload', { reserved_track_id: track.id }, tx);
    if (!job) return;
    await this.jobs.complete(job.id, { ...job.result, track_id: track.id, uri: track.uri, cid }, tx);
  }

  private factsOf(row: TrackRow): TrackFacts | null {
    const stream = row.files?.find((file) => file.role === 'stream');
    if (stream?.bucket !== 'public') return null;
    const { image_id: imageId, image_key: imageKey } = row;
    return {
      title: row.title,
      artist: row.artist,
      audioUrl: this.storage.publicUrl(stream.storage_key, stream.bucket),
      fileType: stream.extension,
      createdAt: row.created_at,
      album: row.album?.title ?? null,
      durationMs: row.duration_ms,
      features: (row.features ?? []).map(({ did, handle }) => ({ did, handle: handle === NO_HANDLE ? null : handle })),
      imageUrl: imageId && imageKey ? this.images.urlsOf(imageId, imageKey).image_url : null,
      description: row.description,
      tags: row.tags ?? [],
      isUnlisted: row.visibility === 'unlisted',
      loudnessLufs: stream.loudness_lufs,
    };
  }
}

/** Stands in `accounts` for a handle that its identity does not confirm. */
const NO_HANDLE = 'handle.invalid';

/** A private track is in step without a record. */
function forgotten({ visibility }: Track): Partial<Track> {
  return visibility === 'private' ? { syncState: 'synced' } : {};
}
