import { Module } from '@nestjs/common';
import { AtprotoModule } from '../atproto/index.js';
import { AnnounceableQueries } from './announceable.queries.js';
import { NowPlayingController } from './now-playing.controller.js';
import { NowPlaying } from './now-playing.service.js';

@Module({
  imports: [AtprotoModule],
  controllers: [NowPlayingController],
  providers: [NowPlaying, AnnounceableQueries],
  exports: [NowPlaying],
})
export class NowPlayingModule {}
