import { AsyncLocalStorage } from 'node:async_hooks';

/** Who sent the request that the tus server is answering, and under which address it came in. */
export interface TusCaller {
  did: string;
  /** Path of the upload collection as the client sees it: behind `/api` in one-process mode. */
  collection: string;
}

export const tusCaller = new AsyncLocalStorage<TusCaller>();
