import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AtprotoModule } from '../atproto/index.js';
import { Like } from './like.entity.js';
import { LikesRepository } from './likes.repository.js';
import { Likes } from './likes.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Like]), AtprotoModule],
  providers: [LikesRepository, Likes],
  exports: [Likes],
})
export class LikesModule {}
