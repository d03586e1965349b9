import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Actor, paged, SignedIn, WritesRecords } from '../../../platform/http/index.js';
import { TrackId } from '../track-id.js';
import { BrokenTracks, OwnTrackPage, OwnTracksQuery, RestoredAll, RestoredRecord } from '../tracks.dto.js';
import { TracksService } from '../tracks.service.js';
import { TrackViews } from '../views/track-views.service.js';
import { OwnTracksService } from './own-tracks.service.js';
import { RestoresService } from './restores.service.js';

@ApiTags('tracks')
@SignedIn()
@Controller('tracks')
export class OwnTracksController {
  constructor(
    private readonly own: OwnTracksService,
    private readonly restores: RestoresService,
    private readonly tracks: TracksService,
    private readonly views: TrackViews,
  ) {}

  /** Everything of the caller, in every visibility and state. */
  @Get('me')
  async list(@Actor() actor: Actor, @Query() query: OwnTracksQuery): Promise<OwnTrackPage> {
    const { total, ...page } = await this.own.page(actor.did, query);
    return { ...paged('tracks', page), total };
  }

  /** Tracks that failed to publish, lost their record or miss their audio. */
  @Get('me/broken')
  async broken(@Actor() actor: Actor): Promise<BrokenTracks> {
    const tracks = await this.views.broken(actor.did);
    return { tracks, count: tracks.length };
  }

  /** Writes every missing record again. */
  @Post('me/broken/restore-all')
  @HttpCode(200)
  @WritesRecords()
  async restoreAll(@Actor() actor: Actor): Promise<RestoredAll> {
    return { queued: await this.restores.restoreAll(actor.did) };
  }

  /** Writes the missing record of a track again, at the same address. */
  @Post(':id/restore-record')
  @HttpCode(200)
  @WritesRecords()
  async restore(@TrackId() id: number, @Actor() actor: Actor): Promise<RestoredRecord> {
    const track = await this.tracks.getOwn(id, actor.did, 'edit');
    await this.restores.restore(track);
    return { success: true, track: await this.views.one(id, actor.did), restored_uri: track.uri };
  }
}
