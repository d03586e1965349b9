import { TID } from '@atproto/common-web';
import { createHash, randomBytes, randomInt, randomUUID } from 'node:crypto';

/** A new record key: time-ordered, strictly increasing within the process. */
export function nextTid(): string {
  return TID.nextStr();
}

/** The record key of a known moment, to the microsecond; restored records use clock id 0. */
export function tidAt(micros: number, clockId = 0): string {
  return TID.fromTime(micros, clockId).toString();
}

export function isTid(text: string): boolean {
  return TID.is(text);
}

/** The moment that a key was made for, as its maker says; undefined when the text is not a TID. */
export function timeOfTid(text: string): Date | undefined {
  return isTid(text) ? new Date(TID.fromStr(text).timestamp() / 1000) : undefined;
}

export function uuid(): string {
  return randomUUID();
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** `bytes` random bytes, url-safe: 32 give a bearer value. */
export function randomToken(bytes = 32): string {
  return randomBytes(bytes).toString('base64url');
}

export function sha256(data: string | Uint8Array): Buffer {
  return createHash('sha256').update(data).digest();
}

/** `baseMs` ± 25 %, so that many who failed together do not come back together. */
export function jittered(baseMs: number): number {
  return Math.round(baseMs * (0.75 + randomInt(501) / 1000));
}
