import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { startPdsHost } from './network/pds-host.mjs';
import { makeRepositories } from './network/repositories.mjs';
import { Product } from './product.mjs';
import { upsertAlone } from './rebuild-peer.mjs';

const ROOT = path.resolve(import.meta.dirname, '../..');
const LAUNCHER = path.join(ROOT, 'backend/tools/bootstrap/run.mjs');
const SIZE = { people: 20, recordsEach: 3_000 };

/** P12: the index made again from signed repositories, against the same rows in batched upserts alone. */
export async function measureRebuild() {
  // No worker: it would fetch sounds that nobody made.
  const product = await Product.start({ APP_ROLE: 'api', INGEST_ENABLED: 'false' });
  const repositories = await makeRepositories({ ...SIZE, audioUrl: `${product.url}/audio` });
  const host = await startPdsHost(repositories);
  try {
    const records = repositories.flatMap((repository) => repository.records);
    const peer = await upsertAlone(product.database, records);
    await empty(product.database);
    const { perSecond, taken } = await rebuild(product, host.origin);
    if (taken < records.length * 0.9) throw new Error(`only ${taken} of ${records.length} records were taken`);
    const row = { id: 'P12', ours: perSecond.toFixed(0), peer: `${peer.toFixed(0)} (batched upserts alone)` };
    return [
      {
        ...row,
        metric: `rebuild from ${SIZE.people} CAR files with ${records.length} records of ours, records/s`,
        ratio: perSecond / peer,
        goal: { atLeast: 0.3 },
      },
      {
        ...row,
        metric: 'the same, against 15 000 records/s',
        peer: '–',
        ratio: perSecond / 15_000,
        goal: { atLeast: 1 },
      },
    ];
  } finally {
    await host.stop();
    await product.stop();
  }
}

async function empty(database) {
  await database.query('truncate accounts, artists, tracks, likes, comments, playlists, albums, tags cascade');
  await database.query('vacuum analyze');
}

/** The rate is that of the command's own report: from its first request to its last row. */
async function rebuild(product, origin) {
  const args = [LAUNCHER, 'rebuild', '--data-dir', product.folder, '--from', origin];
  const env = { ...process.env, DEV_PDS_URL: origin, ATPROTO_PLC_URL: origin, LOG_LEVEL: 'error' };
  const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (said += text));
  const [code, signal] = await once(child, 'exit');
  if (code !== 0) throw new Error(`the rebuild ended with ${code ?? signal}:\n${said.slice(-4000)}`);
  const taken = [...said.matchAll(/ taken +(\d+)$/gm)].reduce((sum, [, n]) => sum + Number(n), 0);
  const rates = [...said.matchAll(/ done, (\d+)\/s$/gm)];
  return { perSecond: Number(rates.at(-1)[1]), taken };
}
