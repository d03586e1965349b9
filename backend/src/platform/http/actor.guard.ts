import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { type ActorRequest, ActorSource } from './actor.js';
import { carrierOf } from './carrier.js';

/** Fills `request.actor`. Whether that is enough for the route is asked later, by the {@link AccessGuard}. */
@Injectable()
export class ActorGuard implements CanActivate {
  constructor(private readonly source: ActorSource) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<ActorRequest>();
    const carrier = carrierOf(request);
    request.actor = carrier ? await this.source.find(carrier.value) : null;
    return true;
  }
}
