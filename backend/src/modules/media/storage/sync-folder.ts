import { open } from 'node:fs/promises';

/** Makes a rename survive a power cut. Where folders cannot be opened (Windows), the file system does so itself. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => null);
  if (!folder) return;
  try {
    await folder.sync();
  } catch {
    // Some network file systems refuse to sync a folder; the rename itself has happened.
  } finally {
    await folder.close();
  }
}

export async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
