import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AlbumsModule } from '../albums/index.js';
import { AtprotoModule } from '../atproto/index.js';
import { LikesModule } from '../likes/index.js';
import { MediaModule } from '../media/index.js';
import { TracksModule } from '../tracks/index.js';
import { PlaylistCovers } from './playlist-covers.js';
import { PlaylistItemsRepository } from './playlist-items.repository.js';
import { PlaylistTrack } from './playlist-track.entity.js';
import { Playlist } from './playlist.entity.js';
import { PlaylistsRepository } from './playlists.repository.js';
import { recordProviders } from './records/index.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([Playlist, PlaylistTrack]),
    AtprotoModule,
    MediaModule,
    LikesModule,
    AlbumsModule,
    TracksModule,
  ],
  providers: [PlaylistsRepository, PlaylistItemsRepository, PlaylistCovers, ...recordProviders],
})
export class PlaylistsModule {}
