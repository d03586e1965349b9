import type { ByteRange } from '../storage/storage.js';

/** How to answer a request for a part: as asked, the whole, or not at all. */
export type RangeAnswer = { kind: 'whole' } | { kind: 'part'; range: ByteRange } | { kind: 'unsatisfiable' };

const WHOLE: RangeAnswer = { kind: 'whole' };

/** RFC 9110 §14. Several ranges at once, other units and malformed headers are answered with the whole. */
export function answerRange(header: string | undefined, bytes: number): RangeAnswer {
  const parts = /^bytes=\s*(\d*)-(\d*)\s*$/.exec(header ?? '');
  if (!parts) return WHOLE;
  const [, first = '', last = ''] = parts;
  if (first === '' && last === '') return WHOLE;
  if (first === '') return suffix(Number(last), bytes);
  const start = Number(first);
  const end = last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1);
  if (last !== '' && Number(last) < start) return WHOLE;
  return start >= bytes ? { kind: 'unsatisfiable' } : { kind: 'part', range: { start, end } };
}

function suffix(length: number, bytes: number): RangeAnswer {
  if (length === 0 || bytes === 0) return { kind: 'unsatisfiable' };
  return { kind: 'part', range: { start: Math.max(0, bytes - length), end: bytes - 1 } };
}

/** Whether a part may be joined to what the client has: its If-Range names the very bytes there are now. */
export function isSameRepresentation(ifRange: string | undefined, etag: string, modifiedAt: Date): boolean {
  if (ifRange === undefined) return true;
  if (ifRange.startsWith('"')) return ifRange === etag;
  const since = Date.parse(ifRange);
  return !Number.isNaN(since) && Math.floor(modifiedAt.getTime() / 1000) * 1000 === since;
}

/** Whether the client's If-None-Match knows this entity tag. */
export function knowsTag(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}
