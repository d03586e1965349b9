/** A PDS said no. */
export class PdsRefusal extends Error {
  constructor(
    readonly status: number,
    /** The XRPC error name, such as `InvalidSwap`; undefined when the answer was not of XRPC's form. */
    readonly code: string | undefined,
    message: string,
    /** From `Retry-After` or `RateLimit-Reset`. */
    readonly retryAfterMs?: number,
  ) {
    super(message);
  }
}

/** Reads an answer of XRPC; throws {@link PdsRefusal} for anything but success. */
export async function readAnswer<T>(response: Response, now: Date): Promise<T> {
  const body = parsed(await response.text());
  if (response.ok) {
    if (typeof body === 'object' && body !== null) return body as T;
    throw new PdsRefusal(502, undefined, 'the PDS answered something that is not JSON');
  }
  const { error, message } = (body ?? {}) as { error?: unknown; message?: unknown };
  throw new PdsRefusal(
    response.status,
    typeof error === 'string' ? error : undefined,
    typeof message === 'string' ? message : `the PDS answered ${response.status}`,
    retryAfter(response.headers, now),
  );
}

/** Whether it said that there is no such record. */
export function isRecordMissing(error: unknown): boolean {
  if (!(error instanceof PdsRefusal) || error.status !== 400) return false;
  return error.code === 'RecordNotFound' || /could not locate record/i.test(error.message);
}

// Parsed here and not by `response.json()`, so that a page of HTML is an answer too.
function parsed(text: string): unknown {
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function retryAfter(headers: Headers, now: Date): number | undefined {
  const after = headers.get('retry-after');
  if (after !== null && /^\d+$/.test(after)) return Number(after) * 1000;
  const at = after === null ? Number(headers.get('ratelimit-reset')) * 1000 : Date.parse(after);
  return at > now.getTime() ? at - now.getTime() : undefined;
}
