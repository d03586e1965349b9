import { Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Actor, RateLimit, SignedIn } from '../../../platform/http/index.js';
import { ArtistOnly } from '../../artists/index.js';
import { Jobs, JobStream } from '../../jobs/index.js';
import { UploadForms } from './upload-form.service.js';
import { UploadLimits } from './upload-limits.service.js';
import { uploadProgress } from './upload-progress.rules.js';
import { NewUploadForm, UploadAccepted, UploadProgress } from './uploads.dto.js';
import { UploadsService } from './uploads.service.js';

@ApiTags('uploads')
@SignedIn()
@Controller('tracks')
export class UploadsController {
  constructor(
    private readonly limits: UploadLimits,
    private readonly forms: UploadForms,
    private readonly uploads: UploadsService,
    private readonly jobs: Jobs,
    private readonly stream: JobStream,
  ) {}

  /** A new track. Answers as soon as the bytes are safe; the rest is told by the upload's progress. */
  @Post()
  @HttpCode(200)
  @ArtistOnly()
  @RateLimit('upload')
  @ApiConsumes('multipart/form-data')
  @ApiBody({ type: NewUploadForm })
  async create(@Actor() actor: Actor, @Req() request: FastifyRequest): Promise<UploadAccepted> {
    const { uploadId, trackId } = await this.limits.within(actor.did, (place) =>
      this.forms.receive(request, actor.did, (upload) => {
        place.uploadId = upload.stagedId ?? undefined;
        return this.uploads.accept(actor.did, upload);
      }),
    );
    const message = 'upload queued for processing';
    return { upload_id: uploadId, status: 'pending', message, reserved_track_id: trackId };
  }

  @Get('uploads/:uploadId')
  async progress(@Actor() actor: Actor, @Param('uploadId') uploadId: string): Promise<UploadProgress> {
    return uploadProgress(await this.jobs.get(uploadId, actor.did));
  }

  /** The progress as server-sent events, at the end `event: done`. `Last-Event-ID` skips what was seen. */
  @Get('uploads/:uploadId/progress')
  @ApiProduces('text/event-stream')
  async events(
    @Actor() actor: Actor,
    @Param('uploadId') uploadId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.stream.send(request, reply, uploadId, actor.did, uploadProgress);
  }
}
