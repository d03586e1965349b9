import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { ActorRequest } from '../../../../platform/http/index.js';
import { UploadMissing } from '../uploads.errors.js';
import { ResumableUploads } from './resumable-uploads.service.js';

/** Of an upload only its owner learns that it exists (UP-21); everybody else sees {@link UploadMissing}. */
@Injectable()
export class OwnUploadGuard implements CanActivate {
  constructor(private readonly uploads: ResumableUploads) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { actor, params } = context.switchToHttp().getRequest<ActorRequest>();
    if (!actor) throw new UploadMissing();
    await this.uploads.owned((params as { id: string }).id, actor.did);
    return true;
  }
}
