import type { Response as UndiciResponse } from 'undici';
import type { Deadline } from './deadline.js';
import { limitedBody } from './limited-body.js';
import { AnswerTooLarge, RedirectRefused } from './network.errors.js';

const EMPTY_STATUSES = new Set([204, 205, 304]);

/**
 * The answer of another server within its limits. It is a `Response` of the global class, because libraries ask for that
 * by `instanceof`.
 */
export async function received(
  answer: UndiciResponse,
  rules: { url: URL; maxBytes: number; deadline: Deadline; redirect: Request['redirect'] },
): Promise<Response> {
  const { url, maxBytes, deadline } = rules;
  const tooLarge = () => new AnswerTooLarge(url.host, maxBytes);
  if (isRedirect(answer.status) && rules.redirect !== 'manual')
    throw await dropping(answer, new RedirectRefused(url.host));
  if (Number(answer.headers.get('content-length') ?? 0) > maxBytes) throw await dropping(answer, tooLarge());
  const body = EMPTY_STATUSES.has(answer.status) ? null : answer.body;
  if (!body) deadline.stop();
  const limits = {
    maxBytes,
    tooLarge,
    broken: (cause: unknown) => deadline.explain(cause),
    ended: () => deadline.stop(),
  };
  const response = new Response(body && limitedBody(body, limits), {
    status: answer.status,
    statusText: answer.statusText,
    headers: [...answer.headers],
  });
  return Object.defineProperty(response, 'url', { value: url.href });
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400 && status !== 304;
}

async function dropping(answer: UndiciResponse, error: Error): Promise<Error> {
  await answer.body?.cancel().catch(() => undefined);
  return error;
}
