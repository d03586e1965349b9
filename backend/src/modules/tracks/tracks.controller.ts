import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Actor, paged, type PreparedAnswer, RateLimit } from '../../platform/http/index.js';
import { DiscoveryService } from './discovery.service.js';
import { TrackId } from './track-id.js';
import { TrackPage, TracksQuery, TrackUriQuery, TrackView, WaveformView } from './tracks.dto.js';
import { TrackViews } from './views/track-views.service.js';
import { WaveformsService } from './audio/waveforms.service.js';

@ApiTags('tracks')
@Controller('tracks')
export class TracksController {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly views: TrackViews,
    private readonly waveforms: WaveformsService,
  ) {}

  /** Discovery, newest first; with `artist_did` the list of one artist. */
  @Get()
  @ApiOkResponse({ type: TrackPage })
  async list(@Query() query: TracksQuery, @Actor() actor: Actor | null): Promise<TrackPage | PreparedAnswer> {
    return actor ? paged('tracks', await this.discovery.page(query, actor.did)) : this.discovery.guestPage(query);
  }

  /** The track whose record has this address. */
  @Get('by-uri')
  async byUri(@Query() { uri }: TrackUriQuery, @Actor() actor: Actor | null): Promise<TrackView> {
    return this.views.byUri(uri, actor?.did ?? null);
  }

  @Get(':id')
  async one(@TrackId() id: number, @Actor() actor: Actor | null): Promise<TrackView> {
    return this.views.one(id, actor?.did ?? null);
  }

  /** The outline of the current streaming rendition; asked for every row that comes into view. */
  @Get(':id/waveform')
  @RateLimit('none')
  async waveform(@TrackId() id: number, @Actor() actor: Actor | null): Promise<WaveformView> {
    return this.waveforms.of(id, actor?.did ?? null);
  }
}
