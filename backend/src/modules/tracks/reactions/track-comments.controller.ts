import { Body, Controller, Delete, Get, HttpCode, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Actor, WritesRecords } from '../../../platform/http/index.js';
import { CommentText, NewComment } from '../../comments/index.js';
import { TrackId } from '../track-id.js';
import { CommentId } from './comment-id.js';
import { CommentDeleted, CommentList, CommentView } from './reactions.dto.js';
import { TrackCommentsService } from './track-comments.service.js';

@ApiTags('comments')
@Controller('tracks')
export class TrackCommentsController {
  constructor(private readonly comments: TrackCommentsService) {}

  /** What is said about the track, in playing order. */
  @Get(':id/comments')
  about(@TrackId() id: number, @Actor() actor: Actor | null): Promise<CommentList> {
    return this.comments.about(id, actor?.did ?? null);
  }

  /** Says something about a moment; refused when the artist has comments off, or at 20 comments. */
  @Post(':id/comments')
  @WritesRecords()
  @HttpCode(200)
  add(@TrackId() id: number, @Actor() actor: Actor, @Body() input: NewComment): Promise<CommentView> {
    return this.comments.add(id, actor.did, input);
  }

  /** Other words for the same moment; only the author may. */
  @Patch('comments/:id')
  @WritesRecords()
  edit(@CommentId() id: number, @Actor() actor: Actor, @Body() { text }: CommentText): Promise<CommentView> {
    return this.comments.edit(id, actor.did, text);
  }

  @Delete('comments/:id')
  @WritesRecords()
  remove(@CommentId() id: number, @Actor() actor: Actor): Promise<CommentDeleted> {
    return this.comments.remove(id, actor.did);
  }
}
