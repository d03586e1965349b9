import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Actor } from '../../platform/http/index.js';
import { RecordPageView, RecordUriQuery } from './record-pages.dto.js';
import { RecordPages } from './record-pages.service.js';

@ApiTags('records')
@Controller('records')
export class RecordsController {
  constructor(private readonly pages: RecordPages) {}

  /** What to open for the record at this address: of a track, like, comment, list or profile. */
  @Get('by-uri')
  byUri(@Query() { uri }: RecordUriQuery, @Actor() actor: Actor | null): Promise<RecordPageView> {
    return this.pages.get(uri, actor?.did ?? null);
  }
}
