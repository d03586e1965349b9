import { type SerializedError, stdSerializers } from 'pino';
import { masked } from './masked.js';

/** An error as a line of the log holds it: one of the database carries what was to be written, and that is left out. */
export function loggedError(error: Error): SerializedError {
  const { parameters: _parameters, driverError: _driverError, ...told }: SerializedError = stdSerializers.err(error);
  return masked(told);
}
