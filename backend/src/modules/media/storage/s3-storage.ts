import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { contentTypeOf } from './content-types.rules.js';
import { asError, asS3Error, isS3Missing } from './s3-errors.rules.js';
import type { S3Places } from './s3-client.js';
import { countedStream } from './counted-stream.js';
import { assertAddress, cacheControlOf, isIn } from './storage-keys.rules.js';
import { ObjectMissing, StorageFailed } from './storage.errors.js';
import {
  type Bucket,
  type ByteRange,
  type ByteStream,
  type Eraser,
  type ObjectAddress,
  Storage,
  type StoredKey,
  type StoredObject,
  type WriteOptions,
} from './storage.js';

/** Objects in an S3-compatible service, seen by the world through a CDN. */
export class S3Storage extends Storage implements Eraser {
  readonly isRemote = true;

  constructor(
    private readonly client: S3Client,
    private readonly places: S3Places,
    readonly receivingFolder: string,
  ) {
    super();
  }

  /** Bounded parts, few in flight (P-UP-01); what was begun is aborted on failure, so that no part stays behind unseen. */
  async write(
    key: string,
    bucket: Bucket,
    body: ByteStream,
    { contentType, signal }: WriteOptions,
  ): Promise<{ bytes: number }> {
    assertAddress(key, bucket);
    const counted = countedStream(body);
    const upload = new Upload({
      client: this.client,
      params: {
        ...this.#at(key, bucket),
        Body: counted.stream,
        ContentType: contentType,
        CacheControl: cacheControlOf(bucket),
      },
      partSize: this.places.partBytes,
      queueSize: this.places.partsInFlight,
    });
    // Not `upload.abort()`: that rejects at once and leaves the clean-up to run behind our back.
    const stop = () => end(body, counted.stream, asError(signal?.reason));
    signal?.addEventListener('abort', stop, { once: true });
    try {
      await upload.done();
    } catch (error) {
      end(body, counted.stream);
      throw counted.failure() ?? asS3Error(error);
    } finally {
      signal?.removeEventListener('abort', stop);
    }
    await this.#verify({ key, bucket }, counted.bytes());
    return { bytes: counted.bytes() };
  }

  async read(key: string, bucket: Bucket, range?: ByteRange): Promise<Readable> {
    assertAddress(key, bucket);
    try {
      const { Body } = await this.client.send(
        new GetObjectCommand({ ...this.#at(key, bucket), Range: range && `bytes=${range.start}-${range.end}` }),
      );
      if (!(Body instanceof Readable)) throw new StorageFailed('no body');
      return Body;
    } catch (error) {
      throw isS3Missing(error) ? new ObjectMissing(key) : asS3Error(error);
    }
  }

  async stat(key: string, bucket: Bucket): Promise<StoredObject | null> {
    assertAddress(key, bucket);
    try {
      const head = await this.client.send(new HeadObjectCommand(this.#at(key, bucket)));
      return {
        bytes: head.ContentLength ?? 0,
        contentType: head.ContentType ?? contentTypeOf(key),
        modifiedAt: head.LastModified ?? new Date(0),
      };
    } catch (error) {
      if (isS3Missing(error)) return null;
      throw asS3Error(error);
    }
  }

  async *list(bucket: Bucket): AsyncGenerator<StoredKey> {
    const Bucket = this.places.buckets[bucket];
    try {
      for await (const { Contents } of paginateListObjectsV2({ client: this.client }, { Bucket }))
        for (const { Key, LastModified } of Contents ?? [])
          if (Key && LastModified && isIn(Key, bucket)) yield { key: Key, modifiedAt: LastModified };
    } catch (error) {
      throw asS3Error(error);
    }
  }

  async copy(from: ObjectAddress, to: ObjectAddress, contentType: string): Promise<{ bytes: number }> {
    assertAddress(to.key, to.bucket);
    const source = await this.stat(from.key, from.bucket);
    if (!source) throw new ObjectMissing(from.key);
    const CopySource = `${this.places.buckets[from.bucket]}/${encodeURIComponent(from.key)}`;
    await this.client
      .send(
        new CopyObjectCommand({
          ...this.#at(to.key, to.bucket),
          CopySource,
          MetadataDirective: 'REPLACE',
          ContentType: contentType,
          CacheControl: cacheControlOf(to.bucket),
        }),
      )
      .catch((error: unknown) => {
        throw asS3Error(error);
      });
    await this.#verify(to, source.bytes);
    return { bytes: source.bytes };
  }

  async adopt(path: string, to: ObjectAddress, contentType: string): Promise<{ bytes: number }> {
    const stored = await this.write(to.key, to.bucket, createReadStream(path, { highWaterMark: 512 * 1024 }), {
      contentType,
    });
    await rm(path);
    return stored;
  }

  localPath(): null {
    return null;
  }

  publicUrl(key: string, bucket: Bucket): string {
    assertAddress(key, bucket);
    return `${bucket === 'images' ? this.places.imagesUrl : this.places.audioUrl}/${key}`;
  }

  async signedUrl(key: string, bucket: Bucket, seconds: number): Promise<string> {
    assertAddress(key, bucket);
    return getSignedUrl(this.client, new GetObjectCommand(this.#at(key, bucket)), { expiresIn: seconds });
  }

  async erase(key: string, bucket: Bucket): Promise<void> {
    assertAddress(key, bucket);
    await this.client.send(new DeleteObjectCommand(this.#at(key, bucket))).catch((error: unknown) => {
      throw asS3Error(error);
    });
  }

  /** Unfinished multipart uploads are removed by a lifecycle rule of the bucket, which sees those of all processes. */
  async sweep(): Promise<void> {}

  async check(): Promise<void> {
    await this.client.send(new HeadBucketCommand({ Bucket: this.places.buckets.private })).catch((error: unknown) => {
      throw asS3Error(error);
    });
  }

  /** A service may answer success and keep nothing, or less (P-UP-06). */
  async #verify(to: ObjectAddress, bytes: number): Promise<void> {
    const kept = await this.stat(to.key, to.bucket);
    if (kept?.bytes !== bytes) throw new StorageFailed(`kept ${kept?.bytes ?? 0} of ${bytes} bytes`);
  }

  #at(key: string, bucket: Bucket): { Bucket: string; Key: string } {
    return { Bucket: this.places.buckets[bucket], Key: key };
  }
}

/** The source is told where it can be; the wrapper alone would wait for its next chunk. */
function end(body: ByteStream, wrapper: Readable, reason?: Error): void {
  if (body instanceof Readable) body.destroy(reason);
  else wrapper.destroy(reason);
}
