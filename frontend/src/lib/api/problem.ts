import type { Problem } from './contract.ts';

/** A refusal of the API, in its own words. `detail` is written for people and may be shown. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly requestId: string | null;
  readonly fields: ReadonlyMap<string, string>;
  /** Seconds to wait, when the server said so. */
  readonly retryAfter: number | null;

  constructor(problem: Problem, response?: Response) {
    super(problem.detail);
    this.name = 'ApiProblem';
    this.status = problem.status;
    this.code = problem.code;
    this.detail = problem.detail;
    this.requestId = problem.request_id ?? response?.headers.get('x-request-id') ?? null;
    this.fields = new Map(problem.errors?.map((field) => [field.path, field.message]));
    const wait = Number(response?.headers.get('retry-after') ?? NaN);
    this.retryAfter = Number.isFinite(wait) ? wait : null;
  }

  /** Whatever came back instead of a problem document (a proxy's page, an empty body) becomes one. */
  static async of(response: Response): Promise<ApiProblem> {
    const body: unknown = await response
      .clone()
      .json()
      .catch(() => null);
    return new ApiProblem(isProblem(body) ? body : unspoken(response), response);
  }

  /** No answer at all: the network, not the server. */
  static unreachable(): ApiProblem {
    return new ApiProblem({
      type: 'about:blank',
      title: 'unreachable',
      status: 0,
      code: 'network.unreachable',
      detail: 'plyr.fm could not be reached. check your connection and try again.',
    });
  }
}

/** Why something did not work, for the end of a sentence that says what. */
export const reasonOf = (problem: unknown): string =>
  problem instanceof ApiProblem ? problem.detail : 'try again in a moment.';

/** The same question may be answered another time: the network, a full house, a server that stumbled. */
export const isPassing = (problem: unknown): boolean =>
  !(problem instanceof ApiProblem) || problem.status === 0 || problem.status === 429 || problem.status >= 500;

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'detail' in body && 'status' in body;
}

function unspoken({ status }: Response): Problem {
  const detail =
    status >= 500 ? 'the server could not answer. try again in a moment.' : `the server answered ${status}.`;
  return { type: 'about:blank', title: 'no answer', status, code: `http.${status}`, detail };
}
