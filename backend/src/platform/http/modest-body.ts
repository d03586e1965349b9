import { DomainError } from '../../common/errors.js';

/** Nothing of ours is nested deeper than a few levels. */
const DEEPEST = 32;
/** A list in its new order is the largest thing that is sent to us: an address and a version for each of its items. */
const MOST_VALUES = 50_000;

export class BodyTooDeep extends DomainError {
  readonly kind = 'refused';
  readonly code = 'request.too_deep';
  constructor() {
    super(`the body is nested deeper than ${DEEPEST} levels`);
  }
}

export class BodyTooFull extends DomainError {
  readonly kind = 'too-large';
  readonly code = 'request.too_large';
  constructor() {
    super(`the body holds more than ${MOST_VALUES} values`);
  }
}

/**
 * Whether a body may be taken apart at all. Validation walks it by recursion, which a deep one ends in a full stack, and
 * makes objects of all it holds, which keeps everybody waiting. Throws {@link BodyTooDeep}, {@link BodyTooFull}.
 */
export function assertModest(body: unknown): void {
  let level = [body];
  for (let depth = 0, values = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) throw new BodyTooDeep();
    values += level.length;
    if (values > MOST_VALUES) throw new BodyTooFull();
    level = level.flatMap((value) => (isNested(value) ? (Object.values(value) as unknown[]) : []));
  }
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Buffer.isBuffer(value);
}
