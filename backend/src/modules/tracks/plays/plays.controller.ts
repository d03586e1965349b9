import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Actor } from '../../../platform/http/index.js';
import { TrackId } from '../track-id.js';
import { ListenerCookie } from './listener-cookie.js';
import { PlayCount, PlayReport } from './plays.dto.js';
import { PlaysService } from './plays.service.js';

@ApiTags('tracks')
@Controller('tracks')
export class PlaysController {
  constructor(
    private readonly plays: PlaysService,
    private readonly cookie: ListenerCookie,
  ) {}

  /** Reports a play; counted once per listener within the length of the track. */
  @Post(':id/play')
  @HttpCode(200)
  report(
    @TrackId() id: number,
    @Actor() actor: Actor | null,
    @Body() report: PlayReport,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlayCount> {
    const listener = this.cookie.listener(request, reply, actor);
    return this.plays.report(id, listener, this.cookie.source(request), report);
  }
}
