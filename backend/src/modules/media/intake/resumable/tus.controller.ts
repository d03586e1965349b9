import { Controller, Delete, Head, Param, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Actor, RateLimit, SignedIn } from '../../../../platform/http/index.js';
import { ReceivingSlots } from '../receiving-slots.js';
import { ResumableUploads } from './resumable-uploads.service.js';
import { TUS_PATH, TusServer } from './tus-server.js';

/** Resumable uploads (UP-21). Guards and errors are ours; once a request may pass, tus answers it on the raw response. OPTIONS is CORS's. */
@ApiExcludeController()
@Controller('uploads/tus')
@RateLimit('none')
export class TusController {
  constructor(
    private readonly tus: TusServer,
    private readonly uploads: ResumableUploads,
    private readonly slots: ReceivingSlots,
  ) {}

  @Post()
  @SignedIn()
  @RateLimit('upload')
  create(@Actor() actor: Actor, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.slots.hold(() => this.pass(actor.did, request, reply));
  }

  @Patch(':id')
  @SignedIn()
  async append(
    @Actor() actor: Actor,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.uploads.owned(id, actor.did);
    await this.slots.hold(() => this.pass(actor.did, request, reply));
  }

  /** Also brings to its end what a crash left complete but unfinished. */
  @Head(':id')
  @SignedIn()
  async progress(
    @Actor() actor: Actor,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.uploads.owned(id, actor.did);
    await this.uploads.finish(id);
    await this.pass(actor.did, request, reply);
  }

  @Delete(':id')
  @SignedIn()
  async discard(
    @Actor() actor: Actor,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.uploads.owned(id, actor.did);
    await this.pass(actor.did, request, reply);
  }

  private async pass(did: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const [path = TUS_PATH] = request.originalUrl.split('?', 1);
    const collection = path.slice(0, path.indexOf(TUS_PATH) + TUS_PATH.length);
    reply.hijack();
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) reply.raw.setHeader(name, value);
    await this.tus.handle({ did, collection }, request.raw, reply.raw);
  }
}
