import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Actor } from '../../../platform/http/index.js';
import { TagPagesService } from './tag-pages.service.js';
import { TagPage, TagsQuery, TagTracksQuery, TagView } from './tags.dto.js';

@ApiTags('tags')
@Controller('tracks/tags')
export class TagsController {
  constructor(private readonly tags: TagPagesService) {}

  /** Tags that begin like this, the most used first. */
  @Get()
  @ApiOkResponse({ type: [TagView] })
  list(@Query() query: TagsQuery): Promise<TagView[]> {
    return this.tags.list(query);
  }

  /** A tag and its tracks. The name is the rest of the address, because it may hold a slash. */
  @Get('*')
  page(@Param('*') name: string, @Query() query: TagTracksQuery, @Actor() actor: Actor | null): Promise<TagPage> {
    return this.tags.page(name, query, actor?.did ?? null);
  }
}
