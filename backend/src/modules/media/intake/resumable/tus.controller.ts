import { Controller, Delete, Head, Param, Patch, Post, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Actor, RateLimit, SignedIn } from '../../../../platform/http/index.js';
import { ReceivingSlots } from '../receiving-slots.js';
import { AdmissionGuard } from './admission.guard.js';
import { OwnUploadGuard } from './own-upload.guard.js';
import { ResumableUploads } from './resumable-uploads.service.js';
import { TUS_PATH, TusServer } from './tus-server.js';

/** Resumable uploads (UP-21). Guards and errors are ours; once a request may pass, tus answers it on the raw response. OPTIONS is CORS's. */
@ApiExcludeController()
@Controller('uploads/tus')
@RateLimit('none')
@SignedIn()
export class TusController {
  constructor(
    private readonly tus: TusServer,
    private readonly uploads: ResumableUploads,
    private readonly slots: ReceivingSlots,
  ) {}

  @Post()
  @RateLimit('upload')
  @UseGuards(AdmissionGuard)
  create(@Actor() actor: Actor, @Res() reply: FastifyReply): Promise<void> {
    return this.slots.hold(actor.did, () => this.pass(actor, reply));
  }

  @Patch(':id')
  @UseGuards(OwnUploadGuard)
  append(@Actor() actor: Actor, @Res() reply: FastifyReply): Promise<void> {
    return this.slots.hold(actor.did, () => this.pass(actor, reply));
  }

  /** Also brings to its end what a crash left complete but unfinished. */
  @Head(':id')
  @UseGuards(OwnUploadGuard)
  async progress(@Actor() actor: Actor, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    await this.uploads.finish(id);
    await this.pass(actor, reply);
  }

  @Delete(':id')
  @UseGuards(OwnUploadGuard)
  discard(@Actor() actor: Actor, @Res() reply: FastifyReply): Promise<void> {
    return this.pass(actor, reply);
  }

  private async pass({ did }: Actor, reply: FastifyReply): Promise<void> {
    const [path = TUS_PATH] = reply.request.originalUrl.split('?', 1);
    const collection = path.slice(0, path.indexOf(TUS_PATH) + TUS_PATH.length);
    reply.hijack();
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) reply.raw.setHeader(name, value);
    await this.tus.handle({ did, collection }, reply.request.raw, reply.raw);
  }
}
