import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
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
  /** Whether what was granted still covers the records we write. */
  mayWriteRecords: boolean;
  /** The person's server no longer accepts what it granted. */
  isGrantDead: boolean;
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

/** The person's server no longer accepts what it once granted; only a new sign-in helps (AUTH-06, P-SEC-03). */
export class GrantDead extends DomainError {
  readonly kind = 'unauthenticated';
  readonly code = 'auth.session_expired';
  constructor() {
    super('session_expired: please sign in again');
  }
}

export class ScopeUpgradeRequired extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'auth.scope_upgrade_required';
  constructor() {
    // Existing clients look for the first word.
    super('scope_upgrade_required: sign in again and allow plyr.fm to write these records');
  }
}

export const SIGNED_IN = 'plyr:signed-in';
export const WRITES_RECORDS = 'plyr:writes-records';

/** The route, or all routes of the controller, answer 401 to guests. */
export const SignedIn = () => SetMetadata(SIGNED_IN, true);

/** As `@SignedIn()`, for what ends as a record: 401 when the grant is dead (AUTH-06), 403 when it covers too little (AUTH-09). */
export const WritesRecords = () => applyDecorators(SignedIn(), SetMetadata(WRITES_RECORDS, true));

/** Who is asking; `null` for a guest, which only routes without `@SignedIn()` see. */
export const Actor = createParamDecorator((_: unknown, context: ExecutionContext): Actor | null => {
  return context.switchToHttp().getRequest<ActorRequest>().actor ?? null;
});
