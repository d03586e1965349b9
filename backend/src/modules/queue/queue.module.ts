import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PreferencesModule } from '../preferences/index.js';
import { TracksModule } from '../tracks/index.js';
import { FileTracksQueries } from './file-tracks.queries.js';
import { QueueController } from './queue.controller.js';
import { QueueRepository } from './queue.repository.js';
import { PlaybackQueue } from './queue.service.js';
import { QueueRow } from './queue-state.entity.js';
import { QueueViews } from './queue-views.service.js';
import { StoredQueues } from './stored-queues.js';

@Module({
  imports: [TypeOrmModule.forFeature([QueueRow]), PreferencesModule, TracksModule],
  controllers: [QueueController],
  providers: [PlaybackQueue, QueueRepository, StoredQueues, QueueViews, FileTracksQueries],
  exports: [PlaybackQueue],
})
export class PlaybackQueueModule {}
