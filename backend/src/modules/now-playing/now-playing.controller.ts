import { Body, Controller, Delete, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Actor, RateLimit, SignedIn } from '../../platform/http/index.js';
import { PlayingReport, PlayingView, ReportTaken } from './now-playing.dto.js';
import { NowPlaying } from './now-playing.service.js';

const Silence = () => ApiNoContentResponse({ description: 'Nothing is playing.' });

@ApiTags('now playing')
@Controller('now-playing')
export class NowPlayingController {
  constructor(private readonly nowPlaying: NowPlaying) {}

  /** Says what you are hearing; forgotten after five minutes without another word. */
  @Post()
  @SignedIn()
  @RateLimit('now-playing')
  @HttpCode(200)
  async report(@Actor() actor: Actor, @Body() report: PlayingReport): Promise<ReportTaken> {
    await this.nowPlaying.report(actor.did, report);
    return { status: 'ok' };
  }

  /** Says that you hear nothing any more. */
  @Delete()
  @SignedIn()
  @RateLimit('now-playing')
  async clear(@Actor() actor: Actor): Promise<ReportTaken> {
    await this.nowPlaying.clear(actor.did);
    return { status: 'ok' };
  }

  /** What the account with this handle is hearing; 204 for nothing. */
  @Get('by-handle/:handle')
  @RateLimit('none')
  @Silence()
  async byHandle(
    @Param('handle') handle: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlayingView | undefined> {
    return orSilence(await this.nowPlaying.byHandle(handle), reply);
  }

  /** What the account with this DID is hearing; 204 for nothing. */
  @Get(':did')
  @RateLimit('none')
  @Silence()
  async of(
    @Param('did') did: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlayingView | undefined> {
    return orSilence(await this.nowPlaying.of(did), reply);
  }

  @Get('by-did/:did')
  @RateLimit('none')
  @ApiExcludeEndpoint()
  byDid(@Param('did') did: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<PlayingView | undefined> {
    return this.of(did, reply);
  }
}

function orSilence(playing: PlayingView | null, reply: FastifyReply): PlayingView | undefined {
  if (!playing) void reply.status(204);
  return playing ?? undefined;
}
