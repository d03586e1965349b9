/** What kind of thing went wrong; the HTTP filter knows the status of each. */
export type ErrorKind =
  | 'refused' // 400
  | 'unauthenticated' // 401
  | 'forbidden' // 403
  | 'missing' // 404
  | 'conflict' // 409
  | 'gone' // 410
  | 'too-large' // 413
  | 'invalid' // 422
  | 'limited' // 429
  | 'failed' // 500
  | 'upstream' // 502
  | 'unavailable'; // 503

/** A failure in the product's words. `code` is stable (`module.reason`), `message` is one sentence for a person. */
export abstract class DomainError extends Error {
  abstract readonly kind: ErrorKind;
  abstract readonly code: string;

  /** Further members of the problem document, such as `current_items`. */
  readonly extra: Record<string, unknown> = {};

  /** Seconds after which trying again makes sense; becomes `Retry-After`. */
  readonly retryAfterSeconds?: number;
}

/** One field that failed validation. `path` is dotted, as in `tags.0`. */
export interface FieldProblem {
  path: string;
  message: string;
  code: string;
}

export class RequestInvalid extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'request.invalid';
  constructor(readonly problems: FieldProblem[]) {
    super(problems.map((problem) => `${problem.path}: ${problem.message}`).join('; ') || 'the request is invalid');
  }
}
