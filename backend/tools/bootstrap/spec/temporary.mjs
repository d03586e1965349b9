import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A folder for one spec, removed when it ends. */
export function temporaryFolder(t) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'plyr-spec-'));
  t.after(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}
