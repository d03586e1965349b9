import { Module } from '@nestjs/common';
import { AtprotoModule } from '../atproto/index.js';
import { MigrationController } from './migration.controller.js';
import { SyncController } from './sync.controller.js';

@Module({ imports: [AtprotoModule], controllers: [SyncController, MigrationController] })
export class AccountModule {}
