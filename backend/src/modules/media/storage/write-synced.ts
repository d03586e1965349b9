import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { ByteStream } from './storage.js';

/** Larger ones slow writing down. */
const WRITE_BYTES = 128 * 1024;
const SYNC_EVERY_BYTES = 32 * 2 ** 20;

/**
 * A new file with these bytes, safe on the disk when this settles. What was written is synced while the rest arrives, so
 * that nobody waits for all of it at the end.
 */
export async function writeSynced(path: string, body: ByteStream, signal?: AbortSignal): Promise<void> {
  const file = await open(path, 'wx', 0o640);
  let syncing: Promise<void> | undefined;
  let unsynced = 0;
  async function* steadily(): AsyncGenerator<Buffer> {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      yield chunk;
      unsynced += chunk.length;
      if (syncing || unsynced < SYNC_EVERY_BYTES) continue;
      unsynced = 0;
      const over = (): void => (syncing = undefined);
      // What goes wrong here goes wrong at the end as well, and is told there.
      syncing = file.datasync().then(over, over);
    }
  }
  await pipeline(steadily, file.createWriteStream({ highWaterMark: WRITE_BYTES, flush: true }), { signal });
}
