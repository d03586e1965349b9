import { Injectable } from '@nestjs/common';
import type { Subject } from '../../contracts/subject.js';
import type { Tx } from '../../platform/database/index.js';
import { RecordNames } from '../atproto/index.js';
import type { Track } from './track.entity.js';
import { NotTrackOwner, RecordMissing, TrackMissing } from './tracks.errors.js';
import { type Reference, type TrackCounter, TracksRepository } from './tracks.repository.js';

/** What a track is to the rest of the product. */
@Injectable()
export class TracksService {
  constructor(
    private readonly tracks: TracksRepository,
    private readonly names: RecordNames,
  ) {}

  /** The row of a track that this viewer (a DID, or null for guests) may see; throws {@link TrackMissing}. */
  async getShown(id: number, viewer: string | null): Promise<Track> {
    const track = await this.tracks.findShown(id, viewer);
    if (!track) throw new TrackMissing();
    return track;
  }

  /**
   * What a like, comment or list item points to. Throws {@link TrackMissing} when the viewer may not see the track, and
   * {@link RecordMissing} while it has no confirmed record (CON-03).
   */
  async subject(id: number, viewer: string | null): Promise<Subject> {
    const { uri, cid, artistDid } = await this.getShown(id, viewer);
    if (!cid) throw new RecordMissing();
    return { id, uri, cid, ownerDid: artistDid };
  }

  /** One's own track; throws {@link TrackMissing} when it cannot be seen, {@link NotTrackOwner} when it is another's. */
  async getOwn(id: number, did: string, verb: 'edit' | 'delete'): Promise<Track> {
    const track = await this.getShown(id, did);
    if (track.artistDid !== did) throw new NotTrackOwner(verb);
    return track;
  }

  /** What lists point to, by id; removed tracks are absent, and `cid` is null while there is no record. */
  async references(ids: readonly number[], tx?: Tx): Promise<Map<number, Reference>> {
    const rows = await this.tracks.references({ ids }, tx);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** The same by an address that names the record, which need not be the one where it stands today. */
  async referencesByUri(uris: readonly string[], tx?: Tx): Promise<Map<string, Reference>> {
    const rows = await this.tracks.references({ uris: this.names.ofAll(uris) }, tx);
    return this.names.meant(uris, new Map(rows.map((row) => [row.uri, row])));
  }

  /** Which of these tracks this viewer may see. */
  async shownOf(ids: readonly number[], viewer: string | null, tx?: Tx): Promise<Set<number>> {
    return new Set(await this.tracks.shownOf(ids, viewer, tx));
  }

  /** Which of these tracks of one artist their list, and so an album of theirs, shows this viewer. */
  async listedOf(ids: readonly number[], viewer: string | null, tx?: Tx): Promise<Set<number>> {
    return new Set(await this.tracks.listedOf(ids, viewer, tx));
  }

  /** Moves a counter in the transaction of the row that is counted; answers its new value. */
  count(tx: Tx, id: number, counter: TrackCounter, by: 1 | -1): Promise<number> {
    return this.tracks.count(tx, id, counter, by);
  }
}
