import autocannon from 'autocannon';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fillCatalogue } from './catalogue.mjs';
import { freePort, Product } from './product.mjs';

const PAGE = '/tracks/?limit=20';
const SECONDS = 8;
const CONNECTIONS = 20;

/** P1: the discovery list with everything on, against a bare server that sends the same bytes from one indexed query. */
export async function measureListPage() {
  const product = await Product.start();
  try {
    await fillCatalogue(product.database);
    const body = await (await fetch(product.url + PAGE)).text();
    const peer = await startPeer(product, body);
    try {
      // Taken in turns, so that what the machine does meanwhile hits both alike.
      const ours = [];
      const bare = [];
      await load(product.url + PAGE, 3);
      await load(peer.url, 3);
      for (let round = 0; round < 3; round++) {
        bare.push(await load(peer.url, SECONDS));
        ours.push(await load(product.url + PAGE, SECONDS));
      }
      const [mine, theirs] = [median(ours), median(bare)];
      return {
        id: 'P1',
        metric: `\`GET ${PAGE}\`, requests/s`,
        ours: `${Math.round(mine)}`,
        peer: `${Math.round(theirs)} (bare Fastify, one indexed query, the same ${body.length} bytes)`,
        ratio: mine / theirs,
        goal: { atLeast: 0.6 },
      };
    } finally {
      peer.process.kill();
    }
  } finally {
    await product.stop();
  }
}

async function startPeer(product, body) {
  const { tracks, ...rest } = JSON.parse(body);
  await product.database.query(
    'create table bench_peer (id serial primary key, doc text not null, created_at timestamptz not null)',
  );
  await product.database.query('create index on bench_peer (created_at desc, id desc)');
  for (const [index, track] of tracks.entries()) {
    const at = new Date(Date.now() - index * 1000);
    await product.database.query('insert into bench_peer (doc, created_at) values ($1, $2)', [
      JSON.stringify(track),
      at,
    ]);
  }
  const port = await freePort();
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'list-peer.mjs')], {
    env: {
      ...process.env,
      PORT: String(port),
      DATABASE_URL: product.database.options.connectionString,
      REST: JSON.stringify(rest),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return { url: `http://127.0.0.1:${port}/`, process: child };
}

async function load(url, seconds) {
  const result = await autocannon({ url, connections: CONNECTIONS, duration: seconds });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} refused, ${result.errors} failed`);
  return result.requests.average;
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
