import { Injectable } from '@nestjs/common';
import { type Page, pageOf } from '../../../common/page.js';
import { Sql } from '../../../platform/database/index.js';
import { RecordNames } from '../../atproto/index.js';
import { Images, Storage } from '../../media/index.js';
import type { TrackView } from '../tracks.dto.js';
import { TrackGone, TrackMissing } from '../tracks.errors.js';
import { GoneTracks } from './gone-tracks.queries.js';
import {
  brokenOf,
  byIds,
  byUris,
  type OwnFilter,
  ownCount,
  ownPage,
  type PublicFilter,
  publicPage,
} from './selections.queries.js';
import type { TrackRow } from './track-row.js';
import { type Selection, TrackRowsQueries } from './track-rows.queries.js';
import { type Addresses, momentView, trackView, type Viewer } from './track-shape.rules.js';

/** Tracks as people see them. One query for any number of them; what the viewer may not see is left out. */
@Injectable()
export class TrackViews {
  private readonly addresses: Addresses;

  constructor(
    private readonly rows: TrackRowsQueries,
    private readonly gone: GoneTracks,
    private readonly sql: Sql,
    private readonly names: RecordNames,
    storage: Storage,
    images: Images,
  ) {
    this.addresses = {
      publicUrl: (key) => storage.publicUrl(key, 'public'),
      imageUrls: (id, key) => images.urlsOf(id, key),
    };
  }

  /** In the order of the ids; those the viewer may not see are absent. */
  async list(ids: readonly number[], viewer: Viewer): Promise<TrackView[]> {
    return ids.length === 0 ? [] : this.selected(byIds(ids), viewer);
  }

  /** Throws {@link TrackMissing} when the viewer may not see it, {@link TrackGone} when nobody can any more. */
  async one(id: number, viewer: Viewer): Promise<TrackView> {
    return this.only(byIds([id]), viewer, () => this.gone.byId(id));
  }

  /** Under whichever of its addresses others know it. */
  async byUri(uri: string, viewer: Viewer): Promise<TrackView> {
    return this.only(byUris(this.names.of(uri)), viewer, () => this.gone.byUri(uri));
  }

  /** Discovery, or one artist's list. */
  async page(filter: PublicFilter, viewer: Viewer): Promise<Page<TrackView>> {
    const tracks = await this.selected(publicPage(filter, viewer), viewer);
    return pageOf(tracks, filter.limit, placeOf);
  }

  /** A page of {@link page} as it is for everybody: to be kept for a moment and shown to many. */
  async sharedRows(filter: PublicFilter): Promise<Page<TrackRow>> {
    return pageOf(await this.rows.rows(null, publicPage(filter, null)), filter.limit, placeOf);
  }

  /** Shared rows as guests see them. */
  asGuest(rows: readonly TrackRow[]): TrackView[] {
    return rows.map((row) => trackView(row, null, this.addresses));
  }

  /** What guests see as someone does who has no part in it: with their likes, and the counts of this moment. */
  async seenBy(viewer: string, tracks: readonly TrackView[]): Promise<TrackView[]> {
    const moments = await this.rows.moments(
      viewer,
      tracks.map(({ id }) => id),
    );
    const momentOf = new Map(moments.map(({ id, ...moment }) => [id, momentView(moment)]));
    return tracks.map((track) => ({ ...track, ...momentOf.get(track.id) }));
  }

  /** Everything of one's own, with the total. */
  async own(filter: OwnFilter): Promise<Page<TrackView> & { total: number }> {
    const count = ownCount(filter);
    const [tracks, counted] = await Promise.all([
      this.selected(ownPage(filter), filter.did),
      this.sql.one<{ total: number }>(count.sql, count.params),
    ]);
    return { ...pageOf(tracks, filter.limit, placeOf), total: counted?.total ?? 0 };
  }

  /** One's own that failed to publish, lost their record or miss their audio. */
  broken(did: string): Promise<TrackView[]> {
    return this.selected(brokenOf(did), did);
  }

  private async only(selection: Selection, viewer: Viewer, isGone: () => Promise<boolean>): Promise<TrackView> {
    const [track] = await this.selected(selection, viewer);
    if (track) return { ...track, network_like_count: null };
    throw (await isGone()) ? new TrackGone() : new TrackMissing();
  }

  private async selected(selection: Selection, viewer: Viewer): Promise<TrackView[]> {
    const rows = await this.rows.rows(viewer, selection);
    return rows.map((row) => trackView(row, viewer, this.addresses));
  }
}

const placeOf = (track: Pick<TrackView, 'created_at' | 'id'>) => ({ createdAt: track.created_at, id: track.id });
