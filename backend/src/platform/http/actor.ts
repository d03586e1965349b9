import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../common/errors.js';

/** Who is asking. */
export interface Actor {
  did: string;
  handle: string;
  /** A developer token never becomes a cookie and opens no operator page. */
  kind: 'browser' | 'dev_token';
  /** SHA-256 of the bearer value, hex: names the session without being it. */
  sessionHash: string;
  groupId: string;
  expiresAt: Date | null;
}

/** Turns the bearer value of a request into who is asking; `auth` provides it. */
export abstract class ActorSource {
  /** `null` for a value that is unknown or has run out. */
  abstract find(bearer: string): Promise<Actor | null>;
}

export interface ActorRequest extends FastifyRequest {
  actor?: Actor | null;
}

export class SignInRequired extends DomainError {
  readonly kind = 'unauthenticated';
  readonly code = 'auth.required';
  constructor() {
    super('not authenticated - login required');
  }
}

export class SessionInvalid extends DomainError {
  readonly kind = 'unauthenticated';
  readonly code = 'auth.session_invalid';
  constructor() {
    super('invalid or expired session');
  }
}

export const SIGNED_IN = 'plyr:signed-in';

/** The route, or all routes of the controller, answer 401 to guests. */
export const SignedIn = () => SetMetadata(SIGNED_IN, true);

/** Who is asking; `null` for a guest, which only routes without `@SignedIn()` see. */
export const Actor = createParamDecorator((_: unknown, context: ExecutionContext): Actor | null => {
  return context.switchToHttp().getRequest<ActorRequest>().actor ?? null;
});
