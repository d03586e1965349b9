/** Values of these names open something, wherever in a line they stand (SEC-10). */
const SECRET =
  /^(authorization|(set-)?cookie|dpop|(dpop|private)_?jwk|password|secret|client_assertion|(access|refresh|exchange|id)?_?token|session_?id|bearer)$/i;
/** These are secrets in what an address or a form holds; elsewhere they are names of failures and phases. */
const SECRET_IN_REQUEST = /^(code|state|signature)$/i;
const REQUEST_PART = /^(query|params|searchParams|body|form)$/i;
const SECRET_PARAMETERS = /([?&#](?:exchange_token|code|state|token|signature)=)[^&#\s"']*/gi;
const BEARER = /\b(bearer|dpop)\s+[\w.~+/=-]{8,}/gi;

const MASK = '[masked]';
/** Nothing of ours is deeper; what is, is left out whole. */
const DEEPEST = 6;

/** The same address with its secrets masked; their names stay, so that the log still says what was asked. */
export function maskedUrl(url: string): string {
  return url.replace(SECRET_PARAMETERS, `$1${MASK}`);
}

/** What a service wants to log, without what nobody may read there. Errors are left to {@link loggedError}. */
export function masked<T>(value: T, isRequest = false, depth = 0): T {
  return mask(value, isRequest, depth) as T;
}

function mask(value: unknown, isRequest: boolean, depth: number): unknown {
  if (typeof value === 'string') return maskedUrl(value).replace(BEARER, `$1 ${MASK}`);
  if (value instanceof URL || value instanceof URLSearchParams) return maskedUrl(String(value));
  if (Array.isArray(value)) return depth > DEEPEST ? MASK : value.map((one) => mask(one, isRequest, depth + 1));
  if (!isPlain(value)) return value;
  if (depth > DEEPEST) return MASK;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      if (SECRET.test(name) || (isRequest && SECRET_IN_REQUEST.test(name))) return [name, MASK];
      return [name, mask(inner, isRequest || REQUEST_PART.test(name), depth + 1)];
    }),
  );
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
