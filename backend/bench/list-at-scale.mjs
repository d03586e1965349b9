import autocannon from 'autocannon';
import { fillBigCatalogue, untilAtRest } from './big-catalogue.mjs';
import { plantMember } from './member.mjs';
import { Product } from './product.mjs';

const PAGE = '/tracks/?limit=20';
const SIZE = { tracks: 100_000, likes: 1_000_000, plays: 1_000_000 };
const RATE = 200;
const SECONDS = 20;
/** All of them send at the same moment, so few make a steady rate and many make waves. */
const CONNECTIONS = 8;
const GOAL_MS = 25;

/** P2: the discovery list of a large catalogue at a steady rate, for a guest and for someone who is signed in. */
export async function measureListAtScale() {
  const product = await Product.start();
  try {
    await fillBigCatalogue(product.database, SIZE);
    await untilAtRest(product.database);
    const member = await plantMember(product.database);
    const guest = await slowest(product.url + PAGE, {});
    const signedIn = await slowest(product.url + PAGE, { authorization: `Bearer ${member.bearer}` });
    return [row('a guest', guest), row('someone signed in', signedIn)];
  } finally {
    await product.stop();
  }
}

async function slowest(url, headers) {
  const load = (seconds) =>
    autocannon({ url, headers, connections: CONNECTIONS, overallRate: RATE, duration: seconds });
  await load(5);
  const { latency, non2xx, errors } = await load(SECONDS);
  if (non2xx > 0 || errors > 0) throw new Error(`${url}: ${non2xx} refused, ${errors} failed`);
  return latency.p99;
}

function row(who, ms) {
  return {
    id: 'P2',
    metric: `\`GET ${PAGE}\` of 100 k tracks, 1 M likes, 1 M plays at ${RATE}/s, as ${who}: p99, ms`,
    ours: `${ms}`,
    peer: '–',
    ratio: ms / GOAL_MS,
    goal: { atMost: 1, of: `${GOAL_MS} ms` },
  };
}
