import { Module } from '@nestjs/common';
import { AtprotoModule } from '../atproto/index.js';
import { MediaModule } from '../media/index.js';
import { TracksModule } from '../tracks/index.js';
import { scanControllers, scanProviders } from './scan/index.js';

@Module({
  imports: [AtprotoModule, MediaModule, TracksModule],
  controllers: [...scanControllers],
  providers: [...scanProviders],
})
export class ModerationModule {}
