import { Module } from '@nestjs/common';
import { AtprotoModule } from '../atproto/index.js';
import { SyncController } from './sync.controller.js';

@Module({ imports: [AtprotoModule], controllers: [SyncController] })
export class AccountModule {}
