import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import {
  type ActorRequest,
  ActorSource,
  ScopeUpgradeRequired,
  SessionInvalid,
  SIGNED_IN,
  SignInRequired,
  WRITES_RECORDS,
} from './actor.js';
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
    if (request.actor) {
      if (!request.actor.mayWriteRecords && this.says(WRITES_RECORDS, context)) throw new ScopeUpgradeRequired();
      return true;
    }
    if (!this.says(SIGNED_IN, context)) return true;
    throw carrier ? new SessionInvalid() : new SignInRequired();
  }

  private says(key: string, context: ExecutionContext): boolean {
    return this.reflector.getAllAndOverride<boolean>(key, [context.getHandler(), context.getClass()]) ?? false;
  }
}
