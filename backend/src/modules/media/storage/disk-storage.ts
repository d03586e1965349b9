import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { copyFile, link, mkdir, open, opendir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { Settings } from '../../../platform/config/index.js';
import { contentTypeOf } from './content-types.rules.js';
import { asStorageError, isCrossDevice, isMissing } from './disk-errors.rules.js';
import { SignedUrls } from './signed-urls.js';
import { assertAddress, isIn } from './storage-keys.rules.js';
import { ObjectMissing } from './storage.errors.js';
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
import { syncFile, syncFolder } from './sync-folder.js';
import { writeSynced } from './write-synced.js';

/** The usual 64 KB cost half the throughput. */
const READ_BYTES = 512 * 1024;

/** Half-written objects, on the file system of the finished ones, so that a rename publishes them. */
const INCOMING = '.incoming';

/** Objects as files below one folder, under the same keys as in S3. */
@Injectable()
export class DiskStorage extends Storage implements Eraser {
  readonly isRemote = false;
  readonly receivingFolder: string;
  readonly #root: string;

  constructor(
    private readonly settings: Settings,
    private readonly signatures: SignedUrls,
  ) {
    super();
    this.#root = resolve(settings.storageDir);
    this.receivingFolder = join(this.#root, '.receiving');
  }

  async write(key: string, bucket: Bucket, body: ByteStream, { signal }: WriteOptions): Promise<{ bytes: number }> {
    const target = this.#path(key, bucket);
    return this.#appear(target, (incoming) => writeSynced(incoming, body, signal));
  }

  /** Not through a FileHandle: one that its reader forgot ends the whole process when it is collected. */
  async read(key: string, bucket: Bucket, range?: ByteRange): Promise<Readable> {
    const path = this.#path(key, bucket);
    const stream = createReadStream(path, { start: range?.start ?? 0, end: range?.end, highWaterMark: READ_BYTES });
    try {
      await once(stream, 'open');
      return stream;
    } catch (error) {
      throw isMissing(error) ? new ObjectMissing(key) : asStorageError(error);
    }
  }

  async stat(key: string, bucket: Bucket): Promise<StoredObject | null> {
    try {
      const found = await stat(this.#path(key, bucket));
      return { bytes: found.size, contentType: contentTypeOf(key), modifiedAt: found.mtime };
    } catch (error) {
      if (isMissing(error)) return null;
      throw asStorageError(error);
    }
  }

  async *list(bucket: Bucket): AsyncGenerator<StoredKey> {
    for await (const entry of await opendir(this.#root, { recursive: true })) {
      const path = join(entry.parentPath, entry.name);
      const key = relative(this.#root, path).split(sep).join('/');
      if (!entry.isFile() || !isIn(key, bucket)) continue;
      const found = await stat(path).catch(() => null);
      if (found) yield { key, modifiedAt: found.mtime };
    }
  }

  /** A hard link where the file system has them: two names of bytes that nobody changes. */
  async copy(from: ObjectAddress, to: ObjectAddress): Promise<{ bytes: number }> {
    const source = this.#path(from.key, from.bucket);
    if (!(await this.stat(from.key, from.bucket))) throw new ObjectMissing(from.key);
    return this.#appear(this.#path(to.key, to.bucket), async (incoming) => {
      await link(source, incoming).catch(async () => {
        await copyFile(source, incoming);
        await syncFile(incoming);
      });
    });
  }

  async adopt(path: string, to: ObjectAddress): Promise<{ bytes: number }> {
    return this.#appear(this.#path(to.key, to.bucket), async (incoming) => {
      await syncFile(path);
      await rename(path, incoming).catch(async (error: unknown) => {
        if (!isCrossDevice(error)) throw error;
        await writeSynced(incoming, createReadStream(path, { highWaterMark: READ_BYTES }));
        await rm(path);
      });
    });
  }

  localPath(key: string, bucket: Bucket): string {
    return this.#path(key, bucket);
  }

  publicUrl(key: string, bucket: Bucket): string {
    assertAddress(key, bucket);
    const name = key.slice(key.indexOf('/') + 1);
    if (bucket === 'images') return `${this.settings.publicUrl}/media/images/${name}`;
    return `${this.settings.publicUrl}/audio/${name.slice(0, name.indexOf('.'))}`;
  }

  async signedUrl(key: string, bucket: Bucket, seconds: number): Promise<string> {
    assertAddress(key, bucket);
    return `${this.settings.publicUrl}/media/signed/${key}?${this.signatures.sign(key, seconds).toString()}`;
  }

  async erase(key: string, bucket: Bucket): Promise<void> {
    await rm(this.#path(key, bucket), { force: true });
  }

  async sweep(before: Date): Promise<void> {
    const folder = await this.#folder(INCOMING);
    for (const name of await readdir(folder)) {
      const path = join(folder, name);
      const found = await stat(path).catch(() => null);
      if (found && found.mtime < before) await rm(path, { force: true });
    }
  }

  async check(): Promise<void> {
    const probe = join(await this.#folder(INCOMING), randomUUID());
    await (await open(probe, 'wx')).close();
    await rm(probe);
  }

  /** Whatever `fill` puts under a temporary name becomes the object in one step, or vanishes. */
  async #appear(target: string, fill: (incoming: string) => Promise<void>): Promise<{ bytes: number }> {
    const incoming = join(await this.#folder(INCOMING), randomUUID());
    try {
      await fill(incoming);
      await mkdir(dirname(target), { recursive: true, mode: 0o750 });
      const { size } = await stat(incoming);
      await rename(incoming, target);
      await syncFolder(dirname(target));
      return { bytes: size };
    } catch (error) {
      await rm(incoming, { force: true });
      throw asStorageError(error);
    }
  }

  async #folder(name: string): Promise<string> {
    const folder = join(this.#root, name);
    await mkdir(folder, { recursive: true, mode: 0o750 });
    return folder;
  }

  #path(key: string, bucket: Bucket): string {
    assertAddress(key, bucket);
    return join(this.#root, key);
  }
}
