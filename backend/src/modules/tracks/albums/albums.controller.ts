import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Actor, paged } from '../../../platform/http/index.js';
import { AlbumPagesService } from './album-pages.service.js';
import { AlbumPage, AlbumsQuery, AlbumView, ArtistAlbumPage } from './albums.dto.js';

@ApiTags('albums')
@Controller('albums')
export class AlbumsController {
  constructor(private readonly albums: AlbumPagesService) {}

  /** Albums by title. */
  @Get()
  async everybodys(@Query() query: AlbumsQuery): Promise<AlbumPage> {
    return paged('albums', await this.albums.everybodys(query));
  }

  /** The albums of an artist, by title; empty ones are shown to the artist only. */
  @Get(':handle')
  async ofArtist(
    @Param('handle') handle: string,
    @Query() query: AlbumsQuery,
    @Actor() actor: Actor | null,
  ): Promise<ArtistAlbumPage> {
    return paged('albums', await this.albums.ofArtist(handle, query, actor?.did ?? null));
  }

  /** An album with its tracks; a former slug answers with the present one in `metadata.slug`. */
  @Get(':handle/:slug')
  one(@Param('handle') handle: string, @Param('slug') slug: string, @Actor() actor: Actor | null): Promise<AlbumView> {
    return this.albums.one(handle, slug, actor?.did ?? null);
  }
}
