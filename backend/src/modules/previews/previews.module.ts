import { Module } from '@nestjs/common';
import { PageHeads } from '../../platform/http/index.js';
import { AtprotoModule } from '../atproto/index.js';
import { MediaModule } from '../media/index.js';
import { TracksModule } from '../tracks/index.js';
import { CollectionPreviewsQueries } from './collection-previews.queries.js';
import { HeadsService } from './heads.service.js';
import { PageSubjects } from './page-subjects.service.js';
import { PreviewsController } from './previews.controller.js';
import { PreviewsQueries } from './previews.queries.js';
import { RecordPagesQueries } from './record-pages.queries.js';
import { RecordPages } from './record-pages.service.js';
import { RecordsController } from './records.controller.js';

@Module({
  imports: [AtprotoModule, MediaModule, TracksModule],
  controllers: [PreviewsController, RecordsController],
  providers: [
    PreviewsQueries,
    CollectionPreviewsQueries,
    RecordPagesQueries,
    RecordPages,
    PageSubjects,
    HeadsService,
    { provide: PageHeads, useExisting: HeadsService },
  ],
  exports: [PageHeads],
})
export class PreviewsModule {}
