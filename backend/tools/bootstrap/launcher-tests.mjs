import fs from 'node:fs';
import path from 'node:path';

const FOLDERS = ['backend/tools/bootstrap', 'backend/tools/demo', 'backend/devnet'];

/** The tests of Node's own runner: specs, and stories that start the product. */
export function launcherTests(root) {
  return FOLDERS.flatMap((folder) =>
    fs
      .readdirSync(path.join(root, folder), { recursive: true })
      .filter((name) => /\.(spec|story)\.mjs$/.test(name))
      .map((name) => path.join(folder, name)),
  );
}
