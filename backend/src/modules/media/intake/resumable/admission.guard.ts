import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { type ActorRequest, SignInRequired } from '../../../../platform/http/index.js';
import { UploadAdmission } from '../upload-admission.js';

/** Only who could make a track of it stages an upload (UP-21). */
@Injectable()
export class AdmissionGuard implements CanActivate {
  constructor(private readonly admission: UploadAdmission) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { actor } = context.switchToHttp().getRequest<ActorRequest>();
    if (!actor) throw new SignInRequired();
    await this.admission.assertMayBegin(actor.did);
    return true;
  }
}
