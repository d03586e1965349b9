import { Module } from '@nestjs/common';
import { AtprotoModule } from '../atproto/index.js';
import { MigrationController } from './migration.controller.js';
import { SyncController } from './sync.controller.js';
import { UnfinishedWrites } from './unfinished-writes.service.js';
import { WriteNames } from './write-names.queries.js';

@Module({
  imports: [AtprotoModule],
  controllers: [SyncController, MigrationController],
  providers: [UnfinishedWrites, WriteNames],
})
export class AccountModule {}
