import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Actor, SignedIn } from '../../../platform/http/index.js';
import { LikedQuery, LikesOfUser, OwnLikesPage } from './liked.dto.js';
import { LikedPagesService } from './liked-pages.service.js';

@ApiTags('likes')
@Controller()
export class LikedController {
  constructor(private readonly liked: LikedPagesService) {}

  /** What one likes: in one's own order with new likes on top, else newest first. */
  @Get('tracks/liked')
  @SignedIn()
  own(@Actor() actor: Actor, @Query() query: LikedQuery): Promise<OwnLikesPage> {
    return this.liked.own(actor.did, query);
  }

  /** What someone likes; a former handle answers with the current one in `user`. */
  @Get('users/:handle/likes')
  ofUser(
    @Param('handle') handle: string,
    @Query() query: LikedQuery,
    @Actor() actor: Actor | null,
  ): Promise<LikesOfUser> {
    return this.liked.ofUser(handle, query, actor?.did ?? null);
  }
}
