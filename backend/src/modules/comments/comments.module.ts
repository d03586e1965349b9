import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AtprotoModule } from '../atproto/index.js';
import { Comment } from './comment.entity.js';
import { CommentsIntakeRepository } from './comments-intake.repository.js';
import { CommentsIntake } from './comments-intake.service.js';
import { CommentsRepository } from './comments.repository.js';
import { Comments } from './comments.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Comment]), AtprotoModule],
  providers: [CommentsRepository, CommentsIntakeRepository, Comments, CommentsIntake],
  exports: [Comments, CommentsIntake],
})
export class CommentsModule {}
