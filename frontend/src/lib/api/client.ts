import type { Client } from 'openapi-fetch';
import type { paths } from './contract.ts';
import { ApiProblem } from './problem.ts';
import { requestOf, type Call } from './request.ts';

/**
 * The typed client. Calls answer with data or throw an {@link ApiProblem}; see {@link body}. Its types are the
 * package's; what sends is ours, because no call here needs the rest of what the package would bring to the first page.
 */
export type Api = Pick<Client<paths>, 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE'>;

export interface ApiOptions {
  baseUrl: string;
  fetch?: (request: Request) => Promise<Response>;
  /** Told of every refusal before it is thrown, so that an expired session is noticed in one place. */
  onproblem?: (problem: ApiProblem) => void;
}

export function createApi({ baseUrl, fetch = (request) => globalThis.fetch(request), onproblem }: ApiOptions): Api {
  const base = absolute(baseUrl);
  const refuse = (problem: ApiProblem): never => {
    onproblem?.(problem);
    throw problem;
  };
  const answerTo = (request: Request): Promise<Response> =>
    fetch(request).catch((error: unknown) => {
      if ((error as Error | null)?.name === 'AbortError') throw error;
      return refuse(ApiProblem.unreachable());
    });
  const calling =
    (method: keyof Api) =>
    async (path: string, call: Call = {}): Promise<{ data: unknown; response: Response }> => {
      const response = await answerTo(requestOf(base + path, { ...call, method }));
      // 304 is the good answer to a reader who has it already
      if (!response.ok && response.status !== 304) refuse(await ApiProblem.of(response));
      const text = await response.text();
      return { data: text ? JSON.parse(text) : undefined, response };
    };
  return {
    GET: calling('GET'),
    PUT: calling('PUT'),
    POST: calling('POST'),
    PATCH: calling('PATCH'),
    DELETE: calling('DELETE'),
  } as Api;
}

/** The data of an answer. Refusals were thrown before, so there always is one. */
export async function body<Data>(call: Promise<{ data?: Data }>): Promise<Data> {
  const { data } = await call;
  return data as Data;
}

/** A Request needs a whole address where there is no document to be relative to. */
const absolute = (baseUrl: string): string => new URL(baseUrl, globalThis.location?.href).href.replace(/\/$/, '');
