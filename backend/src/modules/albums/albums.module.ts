import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MediaModule } from '../media/index.js';
import { AlbumCovers } from './album-covers.js';
import { Album } from './album.entity.js';
import { AlbumsRepository } from './albums.repository.js';
import { Albums } from './albums.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Album]), MediaModule],
  providers: [AlbumsRepository, Albums, AlbumCovers],
  exports: [Albums],
})
export class AlbumsModule {}
