import { Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Actor, WritesRecords } from '../../../platform/http/index.js';
import { TrackId } from '../track-id.js';
import { LikedView, LikersPage, LikersQuery, UnlikedView } from './reactions.dto.js';
import { TrackLikesService } from './track-likes.service.js';

@ApiTags('likes')
@Controller('tracks/:id')
export class TrackLikesController {
  constructor(private readonly likes: TrackLikesService) {}

  /** Likes the track; a second time changes nothing. */
  @Post('like')
  @WritesRecords()
  @HttpCode(200)
  like(@TrackId() id: number, @Actor() actor: Actor): Promise<LikedView> {
    return this.likes.like(id, actor.did);
  }

  /** Takes the like back, if there is one. */
  @Delete('like')
  @WritesRecords()
  unlike(@TrackId() id: number, @Actor() actor: Actor): Promise<UnlikedView> {
    return this.likes.unlike(id, actor.did);
  }

  /** Who likes the track, newest first. */
  @Get('likes')
  likers(@TrackId() id: number, @Query() query: LikersQuery, @Actor() actor: Actor | null): Promise<LikersPage> {
    return this.likes.likers(id, query, actor?.did ?? null);
  }
}
