import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AtprotoModule } from '../atproto/index.js';
import { MediaModule } from '../media/index.js';
import { AlbumCovers } from './album-covers.js';
import { Album } from './album.entity.js';
import { AlbumListsRepository } from './album-lists.repository.js';
import { AlbumLists } from './album-lists.service.js';
import { AlbumRecords } from './album-records.service.js';
import { AlbumTracksRepository } from './album-tracks.repository.js';
import { AlbumTracks } from './album-tracks.service.js';
import { AlbumsIntakeRepository } from './albums-intake.repository.js';
import { AlbumsIntake } from './albums-intake.service.js';
import { AlbumsRepository } from './albums.repository.js';
import { Albums } from './albums.service.js';
import { FinishDraftsHandler } from './finish-drafts.handler.js';

@Module({
  imports: [TypeOrmModule.forFeature([Album]), AtprotoModule, MediaModule],
  providers: [
    AlbumsRepository,
    AlbumTracksRepository,
    AlbumTracks,
    AlbumRecords,
    Albums,
    AlbumCovers,
    FinishDraftsHandler,
    AlbumsIntakeRepository,
    AlbumsIntake,
    AlbumListsRepository,
    AlbumLists,
  ],
  exports: [Albums, AlbumsIntake, AlbumLists],
})
export class AlbumsModule {}
