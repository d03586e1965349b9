import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MediaModule } from '../media/index.js';
import { PlaylistCovers } from './playlist-covers.js';
import { PlaylistTrack } from './playlist-track.entity.js';
import { Playlist } from './playlist.entity.js';
import { PlaylistsRepository } from './playlists.repository.js';

@Module({
  imports: [TypeOrmModule.forFeature([Playlist, PlaylistTrack]), MediaModule],
  providers: [PlaylistsRepository, PlaylistCovers],
})
export class PlaylistsModule {}
