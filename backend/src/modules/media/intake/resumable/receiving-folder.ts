import { Injectable } from '@nestjs/common';
import { createWriteStream } from 'node:fs';
import { mkdir, open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { isUuid } from '../../../../common/ids.js';
import { asStorageError, isMissing } from '../../storage/disk-errors.rules.js';
import { Storage } from '../../storage/storage.js';

/** Files that grow over several requests, one per upload. They outlive a restart of the process. */
@Injectable()
export class ReceivingFolder {
  constructor(private readonly storage: Storage) {}

  path(id: string): string {
    if (!isUuid(id)) throw new Error('not an upload id');
    return join(this.storage.receivingFolder, id);
  }

  async begin(id: string): Promise<void> {
    await mkdir(this.storage.receivingFolder, { recursive: true, mode: 0o750 });
    await (await open(this.path(id), 'wx', 0o640)).close();
  }

  /** Bytes that are there; null when there is no file. */
  async size(id: string): Promise<number | null> {
    try {
      return (await stat(this.path(id))).size;
    } catch (error) {
      if (isMissing(error)) return null;
      throw asStorageError(error);
    }
  }

  /** Adds to the end of what is there. What arrived before a failure stays, so that the next request goes on from it. */
  async append(id: string, offset: number, body: AsyncIterable<Buffer>): Promise<void> {
    try {
      await pipeline(body, createWriteStream(this.path(id), { flags: 'r+', start: offset, highWaterMark: 512 * 1024 }));
    } catch (error) {
      throw asStorageError(error);
    }
  }

  async remove(id: string): Promise<void> {
    await rm(this.path(id), { force: true });
  }
}
