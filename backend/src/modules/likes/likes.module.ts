import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AtprotoModule } from '../atproto/index.js';
import { Like } from './like.entity.js';
import { LikeOrderRepository } from './like-order.repository.js';
import { LikedList } from './liked-list.entity.js';
import { LikedListsRepository } from './liked-lists.repository.js';
import { LikedLists } from './liked-lists.service.js';
import { LikesIntakeRepository } from './likes-intake.repository.js';
import { LikesIntake } from './likes-intake.service.js';
import { LikesRepository } from './likes.repository.js';
import { Likes } from './likes.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Like, LikedList]), AtprotoModule],
  providers: [
    LikesRepository,
    Likes,
    LikeOrderRepository,
    LikedListsRepository,
    LikedLists,
    LikesIntakeRepository,
    LikesIntake,
  ],
  exports: [Likes, LikesIntake, LikedLists],
})
export class LikesModule {}
