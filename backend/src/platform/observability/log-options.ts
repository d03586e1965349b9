import type { Options } from 'pino-http';
import { loggedError } from './logged-error.js';
import { masked } from './masked.js';

/** How services write their lines: without secrets, however deep these lie (SEC-10). */
export function logOptions(level: string): Options {
  return {
    level,
    base: undefined,
    formatters: { log: (line) => masked(line) },
    serializers: { err: loggedError },
    // Else an error is told twice over, and loses its type.
    wrapSerializers: false,
    // Requests are logged by one hook of the server; the middleware of the library would cost every request.
    autoLogging: false,
  };
}
