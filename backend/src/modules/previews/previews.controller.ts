import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { HeadsService } from './heads.service.js';
import { HeadQuery, HeadView } from './previews.dto.js';

const CACHE_SECONDS = 60;

@ApiTags('previews')
@Controller('head')
export class PreviewsController {
  constructor(private readonly heads: HeadsService) {}

  /** The meta tags of a page, for the edge in front of the static client. */
  @Get()
  async head(@Query() { path }: HeadQuery): Promise<HeadView> {
    const { status, location, html } = await this.heads.of(path);
    return { status, path, location: location ?? null, html, cache_seconds: CACHE_SECONDS };
  }
}
