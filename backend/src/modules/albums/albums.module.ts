import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Album } from './album.entity.js';

@Module({ imports: [TypeOrmModule.forFeature([Album])] })
export class AlbumsModule {}
