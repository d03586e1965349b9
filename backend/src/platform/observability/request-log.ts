import type { Logger } from 'pino';

export interface AnsweredRequest {
  requestId: string;
  method: string;
  /** Masked: it may hold a code or a token. */
  url: string;
  status: number;
  ms: number;
}

/** The lines about requests. Their fields are these alone, so nothing has to be searched for secrets. */
export class RequestLog {
  constructor(private readonly log: Pick<Logger, 'info' | 'error'>) {}

  answered(request: AnsweredRequest): void {
    if (request.status >= 500) this.log.error(request, 'answered');
    else this.log.info(request, 'answered');
  }
}
