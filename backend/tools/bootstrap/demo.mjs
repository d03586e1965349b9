import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';

const SEED = 'backend/tools/demo/seed.mjs';

/**
 * Fills an empty product with a catalogue, in the background; a start that finds it unfinished goes on with it.
 * The seed gets the address of the product (PLYR_URL), of the PDS (DEV_PDS_URL), of the database (DATABASE_URL), the
 * data folder (DATA_DIR), a secret to make passwords from (DEMO_SECRET) and the accounts that are there already
 * (DEMO_ACCOUNTS, JSON). Each line it writes to standard output is shown to the reader.
 */
export function seedDemo({ root, node, environment, options, steps }, box, { env, url, devnet }) {
  const { children, memory, folder } = box;
  if (memory.get('demo') === undefined) memory.set({ demo: options.empty ? 'left out' : 'wanted' });
  if (memory.get('demo') !== 'wanted' || !fs.existsSync(path.join(root, SEED))) return;
  const child = children.start('demo', node, [path.join(root, SEED)], {
    cwd: root,
    env: {
      ...env,
      PLYR_URL: url,
      DATA_DIR: folder,
      DEMO_SECRET: environment.DEMO_SECRET,
      DEMO_ACCOUNTS: JSON.stringify(devnet.accounts),
    },
  });
  child.wanted = true;
  void once(child, 'exit').then(([code, signal]) => {
    if (code === 0) memory.set({ demo: 'done' });
    else if (!signal)
      steps.say(`  ✗ the demo catalogue stopped; the next start goes on with it. ${child.lastLines.at(-1) ?? ''}`);
  });
}
