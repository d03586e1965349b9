import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './contract.ts';
import { ApiProblem } from './problem.ts';

/** The typed client. Calls answer with data or throw an {@link ApiProblem}; see {@link body}. */
export type Api = Client<paths>;

export interface ApiOptions {
  baseUrl: string;
  fetch?: (request: Request) => Promise<Response>;
  /** Told of every refusal before it is thrown, so that an expired session is noticed in one place. */
  onproblem?: (problem: ApiProblem) => void;
}

export function createApi({ baseUrl, fetch = (request) => globalThis.fetch(request), onproblem }: ApiOptions): Api {
  const refuse = (problem: ApiProblem): never => {
    onproblem?.(problem);
    throw problem;
  };
  const api = createClient<paths>({ baseUrl: absolute(baseUrl), credentials: 'include', fetch });
  api.use({
    onResponse: async ({ response }) => {
      // 304 is the good answer to a reader who has it already
      if (!response.ok && response.status !== 304) refuse(await ApiProblem.of(response));
    },
    onError: ({ error }) => {
      if ((error as Error | null)?.name === 'AbortError') throw error;
      refuse(ApiProblem.unreachable());
    },
  });
  return api;
}

/** The data of an answer. Refusals were thrown before, so there always is one. */
export async function body<Data>(call: Promise<{ data?: Data }>): Promise<Data> {
  const { data } = await call;
  return data as Data;
}

/** A Request needs a whole address where there is no document to be relative to. */
const absolute = (baseUrl: string): string => new URL(baseUrl, globalThis.location?.href).href.replace(/\/$/, '');
