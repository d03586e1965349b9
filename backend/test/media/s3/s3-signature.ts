import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
}

const EXPIRES_AT_MOST_S = 7 * 24 * 3600;

/** Whether a request carries a valid AWS Signature Version 4, in its header or, for presigned addresses, in its query. */
export function isSigned(
  request: IncomingMessage,
  url: URL,
  { accessKeyId, secretAccessKey }: Credentials,
  now: Date,
): boolean {
  const proof = url.searchParams.has('X-Amz-Signature') ? fromQuery(url, now) : fromHeader(request);
  if (!proof || !proof.credential.startsWith(`${accessKeyId}/`)) return false;
  const scope = proof.credential.slice(accessKeyId.length + 1);
  const [date, region, service] = scope.split('/');
  const canonical = [
    request.method,
    url.pathname,
    canonicalQuery(url),
    ...proof.signedHeaders.map((name) => `${name}:${String(request.headers[name] ?? '').trim()}`),
    '',
    proof.signedHeaders.join(';'),
    proof.payloadHash,
  ].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', proof.date, scope, createHash('sha256').update(canonical).digest('hex')].join(
    '\n',
  );
  const key = [date, region, service, 'aws4_request'].reduce<string | Buffer>(
    (secret, part) => hmac(secret, part ?? ''),
    `AWS4${secretAccessKey}`,
  );
  const expected = hmac(key, toSign);
  const given = Buffer.from(proof.signature, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

interface Proof {
  credential: string;
  signedHeaders: string[];
  signature: string;
  date: string;
  payloadHash: string;
}

function fromHeader(request: IncomingMessage): Proof | null {
  const parts = /^AWS4-HMAC-SHA256 Credential=([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
    request.headers.authorization ?? '',
  );
  if (!parts) return null;
  return {
    credential: parts[1]!,
    signedHeaders: parts[2]!.split(';'),
    signature: parts[3]!,
    date: String(request.headers['x-amz-date']),
    payloadHash: String(request.headers['x-amz-content-sha256']),
  };
}

function fromQuery(url: URL, now: Date): Proof | null {
  const query = url.searchParams;
  const date = query.get('X-Amz-Date') ?? '';
  const lifeS = Number(query.get('X-Amz-Expires'));
  const signedAt = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (!(lifeS > 0 && lifeS <= EXPIRES_AT_MOST_S) || !(now.getTime() < signedAt + lifeS * 1000)) return null;
  return {
    credential: query.get('X-Amz-Credential') ?? '',
    signedHeaders: (query.get('X-Amz-SignedHeaders') ?? '').split(';'),
    signature: query.get('X-Amz-Signature') ?? '',
    date,
    payloadHash: query.get('X-Amz-Content-Sha256') ?? 'UNSIGNED-PAYLOAD',
  };
}

function canonicalQuery(url: URL): string {
  return [...url.searchParams]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join('&');
}

function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
