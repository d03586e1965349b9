import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Actor, SignedIn } from '../../platform/http/index.js';
import { PlaylistId } from './playlist-id.js';
import { PlaylistViews } from './playlist-views.service.js';
import { OwnPlaylistsQuery, PlaylistView, PlaylistWithTracks } from './playlists.dto.js';
import { PlaylistsService } from './playlists.service.js';

@ApiTags('lists')
@Controller('lists/playlists')
export class PlaylistsController {
  constructor(
    private readonly playlists: PlaylistsService,
    private readonly views: PlaylistViews,
  ) {}

  /** Your playlists, newest first. */
  @Get()
  @SignedIn()
  async own(@Actor() actor: Actor, @Query() query: OwnPlaylistsQuery): Promise<PlaylistView[]> {
    return this.views.list(await this.playlists.own(actor.did, query.track_id), actor.did);
  }

  /** The playlists that somebody shows on their page, newest first. */
  @Get('by-artist/:did')
  async ofArtist(@Param('did') did: string, @Actor() actor: Actor | null): Promise<PlaylistView[]> {
    return this.views.list(await this.playlists.onProfile(did), actor?.did ?? null);
  }

  /** A playlist without its tracks. */
  @Get(':id/meta')
  async meta(@PlaylistId() id: string, @Actor() actor: Actor | null): Promise<PlaylistView> {
    const viewer = actor?.did ?? null;
    const { id: known } = await this.playlists.getShown(id, viewer);
    return this.views.one(known, viewer);
  }

  /** A playlist with all its tracks that you may see, in order. */
  @Get(':id')
  async one(@PlaylistId() id: string, @Actor() actor: Actor | null): Promise<PlaylistWithTracks> {
    const viewer = actor?.did ?? null;
    return this.views.withTracks(await this.playlists.getShown(id, viewer), viewer);
  }
}
