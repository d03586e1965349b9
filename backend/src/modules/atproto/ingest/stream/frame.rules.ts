import { decodeAll } from '@atproto/lex-cbor';
import type { LexMap } from '@atproto/lex';

/** A frame of `com.atproto.sync.subscribeRepos`: a message with its type (`#commit`), or why the stream ends. */
export type Frame = { type: string; body: LexMap } | { error: string; message: string };

/** @throws when the bytes are no frame */
export function readFrame(bytes: Uint8Array): Frame {
  const [header, body, ...rest] = decodeAll(bytes);
  if (!isMap(header) || !isMap(body) || rest.length > 0) throw new Error('it is not a header and a body');
  if (header.op === -1) return { error: asText(body.error), message: asText(body.message) };
  if (header.op !== 1 || typeof header.t !== 'string') throw new Error('its header says nothing we know');
  return { type: header.t, body };
}

export function isMap(value: unknown): value is LexMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
