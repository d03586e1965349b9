import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { STATUS_CODES } from 'node:http';
import { DomainError, type ErrorKind, RequestInvalid } from '../../common/errors.js';
import { Settings } from '../config/index.js';

/** The HTTP status of each kind of failure. */
export const statusOfKind: Record<ErrorKind, number> = {
  refused: 400,
  unauthenticated: 401,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  gone: 410,
  'too-large': 413,
  invalid: 422,
  limited: 429,
  failed: 500,
  upstream: 502,
  unavailable: 503,
};

/** Codes for what the framework refuses before a route of ours is reached. */
const FRAMEWORK_CODES: Record<number, string> = {
  400: 'request.malformed',
  404: 'request.not_found',
  405: 'request.method_not_allowed',
  406: 'request.not_acceptable',
  413: 'request.too_large',
  415: 'request.unsupported_media_type',
  431: 'request.headers_too_large',
};

/** The database cannot be reached, or makes us wait too long (OPS-03): connection, shutdown and timeout codes. */
const DATABASE_AWAY = /^(08...|57P0[123]|53300|57014|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE)$/;
const DATABASE_WAIT = /timeout exceeded when trying to connect|Connection terminated/;
/** Text that PostgreSQL cannot hold, such as U+0000, in an address, a query or a body. */
const TEXT_UNFIT = /^(22021|22P05)$/;

interface Problem {
  status: number;
  code: string;
  detail: string;
  retryAfterSeconds?: number;
  extra?: Record<string, unknown>;
}

/** Every failure as `application/problem+json` (GEN-02). What nobody foresaw is logged whole and told in one sentence. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly settings: Settings,
    @InjectPinoLogger(ProblemFilter.name) private readonly log: PinoLogger,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = describe(error);
    if (problem.status >= 500)
      this.log.error({ err: error, requestId: request.id, code: problem.code }, 'a request failed');
    if (reply.sent || reply.raw.headersSent) return;
    tell(problem, request, reply, this.settings);
  }
}

/** The same for an address that the server cannot read, so that no route and no filter is ever asked. */
export function refuseUnread(settings: Settings) {
  return (error: Error, request: FastifyRequest, reply: FastifyReply): void =>
    tell(describe(error), request, reply, settings);
}

function tell(problem: Problem, request: FastifyRequest, reply: FastifyReply, settings: Settings): void {
  if (problem.retryAfterSeconds) void reply.header('retry-after', problem.retryAfterSeconds);
  void reply
    .status(problem.status)
    .header('content-type', 'application/problem+json')
    .header('cache-control', 'no-store')
    .send({
      type: `${settings.frontendUrl}/errors/${problem.code}`,
      title: (STATUS_CODES[problem.status] ?? 'error').toLowerCase(),
      status: problem.status,
      detail: problem.detail,
      code: problem.code,
      request_id: request.id,
      ...problem.extra,
    });
}

function describe(error: unknown): Problem {
  if (error instanceof RequestInvalid) {
    return { status: 422, code: error.code, detail: error.message, extra: { errors: error.problems } };
  }
  if (error instanceof DomainError) {
    const { code, message: detail, retryAfterSeconds, extra } = error;
    return { status: statusOfKind[error.kind], code, detail, retryAfterSeconds, extra };
  }
  if (error instanceof HttpException) return framework(error.getStatus(), error.message);
  if (isDatabaseAway(error)) {
    return {
      status: 503,
      code: 'service.unavailable',
      detail: 'the service is waking up; try again in a moment',
      retryAfterSeconds: 5,
    };
  }
  const { statusCode: status, code: reason } = error as { statusCode?: unknown; code?: unknown };
  if (typeof reason === 'string' && TEXT_UNFIT.test(reason))
    return { status: 400, code: 'request.malformed', detail: 'the request holds a character that no text of ours has' };
  if (typeof status === 'number' && status >= 400 && status < 500) return framework(status, (error as Error).message);
  return { status: 500, code: 'internal.error', detail: 'something went wrong on our side' };
}

function framework(status: number, message: string): Problem {
  const code = FRAMEWORK_CODES[status] ?? (status < 500 ? 'request.refused' : 'internal.error');
  return { status, code, detail: status === 404 ? 'there is nothing at this address' : message.toLowerCase() };
}

function isDatabaseAway(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return (
    (typeof code === 'string' && DATABASE_AWAY.test(code)) ||
    (typeof message === 'string' && DATABASE_WAIT.test(message))
  );
}
