import { StorageFailed } from './storage.errors.js';

/** What a full, unreachable or forbidden disk says; everything else came from the reader of the bytes and passes through. */
const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'no space left',
  EDQUOT: 'no space left',
  EROFS: 'read-only',
  EACCES: 'not permitted',
  EPERM: 'not permitted',
  EIO: 'input/output error',
  EMFILE: 'too many open files',
};

export function asStorageError(error: unknown): unknown {
  const reason = REASONS[codeOf(error)];
  return reason ? new StorageFailed(reason, error) : error;
}

export function isMissing(error: unknown): boolean {
  return codeOf(error) === 'ENOENT';
}

export function isCrossDevice(error: unknown): boolean {
  return codeOf(error) === 'EXDEV';
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
