import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { StorageFailed } from '../storage/storage.errors.js';
import type { ObjectAddress, Storage } from '../storage/storage.js';
import type { ScratchFolder } from '../transcode/scratch.js';

/** A file of this machine with the object's bytes: the object itself, or a copy in the scratch folder, complete. */
export async function localSource(
  storage: Storage,
  from: ObjectAddress,
  folder: ScratchFolder,
  bytes: number,
  signal?: AbortSignal,
): Promise<string> {
  const path = storage.localPath(from.key, from.bucket);
  if (path) return path;
  const copy = folder.file('source');
  await pipeline(await storage.read(from.key, from.bucket), createWriteStream(copy), { signal });
  const { size } = await stat(copy);
  if (size !== bytes) throw new StorageFailed(`gave ${size} of ${bytes} bytes`);
  return copy;
}
