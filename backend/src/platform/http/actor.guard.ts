import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type ActorRequest, ActorSource, SessionInvalid, SIGNED_IN, SignInRequired } from './actor.js';
import { carrierOf } from './carrier.js';

/** Fills `request.actor`, and refuses guests where the route says `@SignedIn()`. */
@Injectable()
export class ActorGuard implements CanActivate {
  constructor(
    private readonly source: ActorSource,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<ActorRequest>();
    const carrier = carrierOf(request);
    request.actor = carrier ? await this.source.find(carrier.value) : null;
    if (request.actor) return true;
    if (!this.reflector.getAllAndOverride<boolean>(SIGNED_IN, [context.getHandler(), context.getClass()])) return true;
    throw carrier ? new SessionInvalid() : new SignInRequired();
  }
}
