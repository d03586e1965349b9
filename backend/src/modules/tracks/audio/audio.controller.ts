import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Actor, RateLimit } from '../../../platform/http/index.js';
import { Delivery } from '../../media/index.js';
import { AudioUrlView } from './audio.dto.js';
import { ListeningService } from './listening.service.js';

@ApiTags('audio')
@RateLimit('none')
@Controller('audio')
export class AudioController {
  constructor(
    private readonly listening: ListeningService,
    private readonly delivery: Delivery,
  ) {}

  /** The sound: bytes with ranges, or a redirect to where they are. Former ids lead to the current rendition. HEAD too. */
  @Get(':fileId')
  @ApiProduces('audio/*')
  async bytes(
    @Param('fileId') fileId: string,
    @Actor() actor: Actor | null,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = await this.listening.get(fileId, actor?.did ?? null);
    await this.delivery.send(request, reply, file);
  }

  /** Where the sound is, for players that want an address. */
  @Get(':fileId/url')
  async url(@Param('fileId') fileId: string, @Actor() actor: Actor | null): Promise<AudioUrlView> {
    const file = await this.listening.get(fileId, actor?.did ?? null);
    const { url, expiresAt } = await this.delivery.url(file);
    return { url, file_id: file.id, file_type: file.extension, expires_at: expiresAt?.toISOString() ?? null };
  }
}
