import { applyDecorators, type CanActivate, type ExecutionContext, Injectable, UseGuards } from '@nestjs/common';
import { type ActorRequest, SignInRequired, WritesRecords } from '../../platform/http/index.js';
import { ProfileRequired } from './artists.errors.js';
import { Artists } from './artists.service.js';

@Injectable()
export class ArtistGuard implements CanActivate {
  constructor(private readonly artists: Artists) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { actor } = context.switchToHttp().getRequest<ActorRequest>();
    if (!actor) throw new SignInRequired();
    if (!(await this.artists.find(actor.did))) throw new ProfileRequired();
    return true;
  }
}

/** The route answers 401 to guests and 403 `artists.profile_required` before the profile is set up (AUTH-10). */
export const ArtistOnly = () => applyDecorators(WritesRecords(), UseGuards(ArtistGuard));
