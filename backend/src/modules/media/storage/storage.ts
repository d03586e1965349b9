import type { Readable } from 'node:stream';

/** `public` audio, public `images`, and `private` for staging, originals, exports and private audio. */
export type Bucket = 'public' | 'images' | 'private';

/** Both ends belong to the range, as in HTTP. */
export interface ByteRange {
  start: number;
  end: number;
}

export interface StoredObject {
  bytes: number;
  contentType: string;
  modifiedAt: Date;
}

/** Bytes in order; a generator is passed on without being wrapped, which is faster. */
export type ByteStream = Readable | AsyncIterable<Buffer>;

/** An object as a listing names it. */
export interface StoredKey {
  key: string;
  modifiedAt: Date;
}

export interface WriteOptions {
  contentType: string;
  /** Stops the write; nothing stays behind. */
  signal?: AbortSignal;
}

/**
 * Where bytes lie. Keys are made by `storage-keys.rules.ts` only; each belongs to exactly one bucket. An object appears
 * whole or not at all, and is never changed afterwards.
 */
export abstract class Storage {
  /**
   * Stores the stream to its end, verifies what was kept (P-UP-06), and says how much that was. What a service kept wrong
   * lies under the key until the caller takes it back, who alone knows whether the key is theirs (P-UP-07).
   */
  abstract write(key: string, bucket: Bucket, body: ByteStream, options: WriteOptions): Promise<{ bytes: number }>;

  /** The bytes, or the part of them asked for; throws {@link ObjectMissing}. */
  abstract read(key: string, bucket: Bucket, range?: ByteRange): Promise<Readable>;

  /** Null when there is no such object. Reads of pages never ask (P-STORE-05). */
  abstract stat(key: string, bucket: Bucket): Promise<StoredObject | null>;

  /** Everything that lies in a bucket, in no order; for audits only. Objects that come or go meanwhile may be absent. */
  abstract list(bucket: Bucket): AsyncIterable<StoredKey>;

  /** The same bytes under a second key, without passing through this process. */
  abstract copy(from: ObjectAddress, to: ObjectAddress, contentType: string): Promise<{ bytes: number }>;

  /** Moves a finished file of this machine into the storage; afterwards `path` is gone. */
  abstract adopt(path: string, to: ObjectAddress, contentType: string): Promise<{ bytes: number }>;

  /** A file of this machine that holds the object, for programs that need one; null when there is none. Never written to. */
  abstract localPath(key: string, bucket: Bucket): string | null;

  /** Where the world finds a public object. Computed, never stored (P-STORE-02). */
  abstract publicUrl(key: string, bucket: Bucket): string;

  /** An address that shows the object to whoever holds it, for so many seconds. */
  abstract signedUrl(key: string, bucket: Bucket, seconds: number): Promise<string>;

  /** Whether `publicUrl` leads past this process (a CDN). */
  abstract readonly isRemote: boolean;

  /** A folder of this machine for files that arrive over several requests; next to the objects where that makes moving cheap. */
  abstract readonly receivingFolder: string;

  /** Throws when objects can be neither read nor written at the moment. */
  abstract check(): Promise<void>;
}

export interface ObjectAddress {
  key: string;
  bucket: Bucket;
}

/**
 * The right to delete, apart from {@link Storage} so that only who asks for it has it: the garbage collector, and work
 * that failed half-way and takes back the keys it made itself (ST-04, P-UP-07).
 */
export abstract class Eraser {
  /** Deleting what is not there succeeds. */
  abstract erase(key: string, bucket: Bucket): Promise<void>;

  /** Removes what processes that were killed left half-written before this moment. */
  abstract sweep(before: Date): Promise<void>;
}
