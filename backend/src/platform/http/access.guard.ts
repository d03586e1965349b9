import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import {
  type ActorRequest,
  GrantDead,
  ScopeUpgradeRequired,
  SessionInvalid,
  SIGNED_IN,
  SignInRequired,
  WRITES_RECORDS,
} from './actor.js';
import { carrierOf } from './carrier.js';

/** Refuses guests where the route says `@SignedIn()`, and who can write no records where it says `@WritesRecords()`. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<ActorRequest>();
    const { actor } = request;
    if (!actor) {
      if (!this.says(SIGNED_IN, context)) return true;
      throw carrierOf(request) ? new SessionInvalid() : new SignInRequired();
    }
    if (!this.says(WRITES_RECORDS, context)) return true;
    if (actor.isGrantDead) throw new GrantDead();
    if (!actor.mayWriteRecords) throw new ScopeUpgradeRequired();
    return true;
  }

  private says(key: string, context: ExecutionContext): boolean {
    return this.reflector.getAllAndOverride<boolean>(key, [context.getHandler(), context.getClass()]) ?? false;
  }
}
