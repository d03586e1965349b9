import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { FoundPeople, HandlesQuery } from './handles/handles.dto.js';
import { HandlesService } from './handles/handles.service.js';
import { SearchAnswer, SearchQuery } from './search.dto.js';
import { SearchService } from './search.service.js';

@ApiTags('search')
@Controller('search')
export class SearchController {
  constructor(
    private readonly search: SearchService,
    private readonly handles: HandlesService,
  ) {}

  /** Tracks, artists, albums, tags and playlists by name. */
  @Get()
  find(@Query() query: SearchQuery): Promise<SearchAnswer> {
    return this.search.search(query);
  }

  /** People by the beginning of their handle or name. */
  @Get('handles')
  async people(@Query() query: HandlesQuery): Promise<FoundPeople> {
    return { results: await this.handles.search(query) };
  }
}
