import { Module } from '@nestjs/common';
import { PageHeads } from '../../platform/http/index.js';
import { MediaModule } from '../media/index.js';
import { HeadsService } from './heads.service.js';
import { PreviewsController } from './previews.controller.js';
import { PreviewsQueries } from './previews.queries.js';

@Module({
  imports: [MediaModule],
  controllers: [PreviewsController],
  providers: [PreviewsQueries, HeadsService, { provide: PageHeads, useExisting: HeadsService }],
  exports: [PageHeads],
})
export class PreviewsModule {}
