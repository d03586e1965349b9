import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Tag, TrackTag } from './tag.entity.js';
import { TagsRepository } from './tags.repository.js';
import { Tags } from './tags.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Tag, TrackTag])],
  providers: [TagsRepository, Tags],
  exports: [Tags],
})
export class TagsModule {}
