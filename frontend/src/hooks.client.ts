import type { HandleClientError } from '@sveltejs/kit/hooks';
import { ApiProblem } from '#lib/api/problem.ts';

/** What an error page says: the words of the API where it was the API, a safe sentence for everything else. */
export const handleError: HandleClientError = ({ error, kind }) => {
  if (error instanceof ApiProblem) {
    // no answer at all is shown as a service that is not there
    return { status: error.status || 503, message: error.detail, code: error.code, requestId: error.requestId };
  }
  if (kind !== 'unknown') return;
  console.error(error);
  return { status: 500, message: 'something in this page went wrong. nothing of yours is lost.' };
};
