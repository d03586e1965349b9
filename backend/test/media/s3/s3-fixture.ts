import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { type S3Object, S3Objects, S3Refusal } from './s3-objects.js';
import { type Credentials, isSigned } from './s3-signature.js';

export type S3Call =
  | 'PutObject'
  | 'GetObject'
  | 'HeadObject'
  | 'DeleteObject'
  | 'CopyObject'
  | 'CreateMultipartUpload'
  | 'UploadPart'
  | 'CompleteMultipartUpload'
  | 'AbortMultipartUpload'
  | 'HeadBucket'
  | 'ListObjectsV2';

/** What can go wrong with one call: an error answer, a cut connection, half a body, a lie about what was kept. */
export type S3Fault = { status: number } | 'reset' | 'truncate' | 'wrong-etag' | 'keep-half' | null;

/** A bucket service in memory that speaks the calls our driver uses, checks signatures, and fails on demand. */
export class S3Fixture {
  readonly credentials: Credentials = { accessKeyId: 'fixture', secretAccessKey: 'not a secret' };
  readonly store = new S3Objects();
  readonly calls: S3Call[] = [];

  /** Asked before each call; null lets it pass. */
  fault: (call: S3Call, path: string) => S3Fault = () => null;

  readonly #server: Server = createServer((request, response) => void this.#answer(request, response));

  async start(): Promise<this> {
    await new Promise<void>((listening) => this.#server.listen(0, '127.0.0.1', listening));
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    const path = decodeURIComponent(url.pathname.slice(1));
    const call = callOf(request, url);
    this.calls.push(call);
    const fault = this.fault(call, path);
    if (fault === 'reset') return void request.socket.destroy();
    try {
      const body = await buffer(request);
      if (!isSigned(request, url, this.credentials, new Date())) throw new S3Refusal(403, 'SignatureDoesNotMatch');
      if (fault && typeof fault === 'object')
        throw new S3Refusal(fault.status, fault.status === 503 ? 'SlowDown' : 'InvalidRequest');
      this.#perform(
        call,
        path,
        url,
        request,
        fault === 'keep-half' ? body.subarray(0, body.length / 2) : body,
        response,
        fault,
      );
    } catch (error) {
      if (response.headersSent || response.destroyed) return void response.destroy();
      const refusal = error instanceof S3Refusal ? error : new S3Refusal(400, 'IncompleteBody');
      const text = request.method === 'HEAD' ? '' : `<?xml version="1.0"?><Error><Code>${refusal.code}</Code></Error>`;
      response.writeHead(refusal.status, { 'content-type': 'application/xml' }).end(text);
    }
  }

  #perform(
    call: S3Call,
    path: string,
    url: URL,
    request: IncomingMessage,
    body: Buffer,
    response: ServerResponse,
    fault: S3Fault,
  ): void {
    const uploadId = url.searchParams.get('uploadId') ?? '';
    const etag = (true_: string) => `"${fault === 'wrong-etag' ? '0'.repeat(32) : true_}"`;
    switch (call) {
      case 'ListObjectsV2':
        return xml(response, listing(this.store, path, url.searchParams.get('continuation-token')));
      case 'HeadBucket':
        return void response.writeHead(200).end();
      case 'PutObject':
        return void response.writeHead(200, { etag: etag(this.store.put(path, body, headersOf(request)).etag) }).end();
      case 'HeadObject':
        return send(response, 200, this.store.get(path), { start: 0, end: -1 });
      case 'GetObject':
        return sendObject(response, this.store.get(path), request.headers.range, fault);
      case 'DeleteObject':
        this.store.objects.delete(path);
        return void response.writeHead(204).end();
      case 'CopyObject': {
        const source = this.store.get(decodeURIComponent(String(request.headers['x-amz-copy-source'])));
        const copy = this.store.put(path, source.body, headersOf(request));
        return xml(response, `<CopyObjectResult><ETag>"${copy.etag}"</ETag></CopyObjectResult>`);
      }
      case 'CreateMultipartUpload':
        return xml(
          response,
          `<InitiateMultipartUploadResult><UploadId>${this.store.begin(path, headersOf(request))}</UploadId></InitiateMultipartUploadResult>`,
        );
      case 'UploadPart': {
        const stored = this.store.part(uploadId, Number(url.searchParams.get('partNumber')), body);
        return void response.writeHead(200, { etag: etag(stored) }).end();
      }
      case 'CompleteMultipartUpload': {
        const object = this.store.complete(uploadId, namedParts(body.toString('utf8')));
        return xml(
          response,
          `<CompleteMultipartUploadResult><ETag>"${object.etag}"</ETag></CompleteMultipartUploadResult>`,
        );
      }
      case 'AbortMultipartUpload':
        this.store.abort(uploadId);
        return void response.writeHead(204).end();
    }
  }
}

function callOf(request: IncomingMessage, url: URL): S3Call {
  const { method } = request;
  const hasUpload = url.searchParams.has('uploadId');
  if (url.searchParams.has('list-type')) return 'ListObjectsV2';
  if (method === 'POST') return url.searchParams.has('uploads') ? 'CreateMultipartUpload' : 'CompleteMultipartUpload';
  if (method === 'DELETE') return hasUpload ? 'AbortMultipartUpload' : 'DeleteObject';
  if (method === 'PUT' && hasUpload) return 'UploadPart';
  if (method === 'PUT') return request.headers['x-amz-copy-source'] ? 'CopyObject' : 'PutObject';
  if (method === 'HEAD') return /^\/[^/]+\/?$/.test(url.pathname) ? 'HeadBucket' : 'HeadObject';
  return 'GetObject';
}

function headersOf(request: IncomingMessage): { contentType: string; cacheControl?: string } {
  return {
    contentType: request.headers['content-type'] ?? 'binary/octet-stream',
    cacheControl: request.headers['cache-control'],
  };
}

function sendObject(response: ServerResponse, object: S3Object, range: string | undefined, fault: S3Fault): void {
  const parts = /^bytes=(\d+)-(\d*)$/.exec(range ?? '');
  const last = object.body.length - 1;
  if (!parts) return send(response, 200, object, { start: 0, end: last }, fault);
  const start = Number(parts[1]);
  const end = parts[2] ? Math.min(Number(parts[2]), last) : last;
  if (start > last) throw new S3Refusal(416, 'InvalidRange');
  response.setHeader('content-range', `bytes ${start}-${end}/${object.body.length}`);
  send(response, 206, object, { start, end }, fault);
}

function send(
  response: ServerResponse,
  status: number,
  object: S3Object,
  range: { start: number; end: number },
  fault: S3Fault = null,
): void {
  const body = object.body.subarray(range.start, range.end + 1);
  const isHead = range.end < range.start && object.body.length > 0;
  response.writeHead(status, {
    'content-length': isHead ? object.body.length : body.length,
    'content-type': object.contentType,
    'last-modified': object.modifiedAt.toUTCString(),
    etag: `"${object.etag}"`,
    ...(object.cacheControl && { 'cache-control': object.cacheControl }),
  });
  if (fault === 'truncate') return void response.write(body.subarray(0, body.length / 2), () => response.destroy());
  response.end(isHead ? undefined : body);
}

function xml(response: ServerResponse, text: string): void {
  response.writeHead(200, { 'content-type': 'application/xml' }).end(`<?xml version="1.0"?>${text}`);
}

/** Two at a time, so that every listing has pages; the token is where the next one begins. */
function listing({ objects }: S3Objects, bucket: string, token: string | null): string {
  const prefix = `${bucket.replace(/\/$/, '')}/`;
  const all = [...objects].filter(([path]) => path.startsWith(prefix));
  const start = Number(token ?? 0);
  const contents = all
    .slice(start, start + 2)
    .map(
      ([path, { modifiedAt, body }]) =>
        `<Contents><Key>${path.slice(prefix.length)}</Key><LastModified>${modifiedAt.toISOString()}</LastModified><Size>${body.length}</Size></Contents>`,
    );
  const more = start + 2 < all.length;
  const next = more ? `<NextContinuationToken>${start + 2}</NextContinuationToken>` : '';
  return `<ListBucketResult><IsTruncated>${more}</IsTruncated>${next}${contents.join('')}</ListBucketResult>`;
}

function namedParts(text: string): { number: number; etag: string }[] {
  return [...text.matchAll(/<Part>(.*?)<\/Part>/gs)].map(([, part = '']) => ({
    number: Number(/<PartNumber>(\d+)</.exec(part)?.[1]),
    etag: (/<ETag>(.*?)<\/ETag>/.exec(part)?.[1] ?? '').replace(/&quot;|"/g, ''),
  }));
}
