import { S3ServiceException } from '@aws-sdk/client-s3';
import { StorageFailed } from './storage.errors.js';

export function isS3Missing(error: unknown): boolean {
  return error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404;
}

/** The service's answer as ours. */
export function asS3Error(error: unknown): unknown {
  if (error instanceof StorageFailed) return error;
  return new StorageFailed(asError(error).name, error);
}

export function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
