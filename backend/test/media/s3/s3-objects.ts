import { createHash, randomUUID } from 'node:crypto';

export interface S3Object {
  body: Buffer;
  etag: string;
  contentType: string;
  cacheControl?: string;
  modifiedAt: Date;
}

interface Unfinished {
  path: string;
  parts: Map<number, { body: Buffer; etag: string }>;
  contentType: string;
  cacheControl?: string;
}

/** S3 refuses smaller parts, save the last. */
const SMALLEST_PART_BYTES = 5 * 1024 * 1024;

export class S3Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
  ) {
    super(code);
  }
}

/** What a bucket service keeps: objects by `bucket/key`, and multipart uploads that are not finished. */
export class S3Objects {
  readonly objects = new Map<string, S3Object>();
  readonly unfinished = new Map<string, Unfinished>();

  put(path: string, body: Buffer, headers: { contentType: string; cacheControl?: string }): S3Object {
    const object = { body, etag: md5(body), modifiedAt: new Date(), ...headers };
    this.objects.set(path, object);
    return object;
  }

  get(path: string): S3Object {
    const object = this.objects.get(path);
    if (!object) throw new S3Refusal(404, 'NoSuchKey');
    return object;
  }

  begin(path: string, headers: { contentType: string; cacheControl?: string }): string {
    const id = randomUUID();
    this.unfinished.set(id, { path, parts: new Map(), ...headers });
    return id;
  }

  part(id: string, number: number, body: Buffer): string {
    const etag = md5(body);
    this.#open(id).parts.set(number, { body, etag });
    return etag;
  }

  /** Joins the parts named; each must be there under the etag it was answered with, and none but the last may be small. */
  complete(id: string, named: { number: number; etag: string }[]): S3Object {
    const { path, parts, contentType, cacheControl } = this.#open(id);
    const bodies = named.map(({ number, etag }, place) => {
      const part = parts.get(number);
      if (!part || part.etag !== etag) throw new S3Refusal(400, 'InvalidPart');
      if (place < named.length - 1 && part.body.length < SMALLEST_PART_BYTES)
        throw new S3Refusal(400, 'EntityTooSmall');
      return part.body;
    });
    this.unfinished.delete(id);
    return this.put(path, Buffer.concat(bodies), { contentType, cacheControl });
  }

  abort(id: string): void {
    this.#open(id);
    this.unfinished.delete(id);
  }

  #open(id: string): Unfinished {
    const upload = this.unfinished.get(id);
    if (!upload) throw new S3Refusal(404, 'NoSuchUpload');
    return upload;
  }
}

function md5(body: Buffer): string {
  return createHash('md5').update(body).digest('hex');
}
