import { setTimeout as sleep } from 'node:timers/promises';
import { fillCatalogue } from './catalogue.mjs';
import { startJetstreamHost } from './network/jetstream-host.mjs';
import { NAMESPACE, tid } from './network/repositories.mjs';
import { Product } from './product.mjs';
import { dice } from './titles.mjs';

const PER_SECOND = 1_000;
const SECONDS = 20;
const BEAT_MS = 10;
const LISTENERS = 500;
const PATIENCE_MS = 30_000;
/** Of no record; strong references need one. */
const SOME_CID = 'bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a';

/** P13: how long an event of the network takes to its row, at a thousand a second through the whole intake. */
export async function measureIngest() {
  const host = await startJetstreamHost();
  const product = await Product.start({ INGEST_SOURCE: 'jetstream', JETSTREAM_URLS: host.url });
  try {
    const tracks = await plant(product.database);
    await until(host.isHeard, 'the stream is not heard');
    const waits = await tell(host, product.database, eventMaker(tracks));
    const p99 = waits.toSorted((a, b) => a - b)[Math.floor(waits.length * 0.99)];
    return {
      id: 'P13',
      metric: `${SECONDS} s of Jetstream at ${PER_SECOND} likes and comments/s, event to row, p99, ms`,
      ours: p99.toFixed(0),
      peer: '–',
      ratio: p99 / 500,
      goal: { atMost: 1, of: '500 ms' },
    };
  } finally {
    await product.stop();
    await host.stop();
  }
}

/** DIDs that nobody has to look up. */
const LISTENER_DIDS = Array.from({ length: LISTENERS }, (_, n) => {
  const letters = [n % 26, Math.floor(n / 26) % 26].map((at) => String.fromCharCode(97 + at)).join('');
  return `did:plc:${'l'.repeat(22)}${letters}`;
});

async function plant(database) {
  await fillCatalogue(database, { tracks: 2_000 });
  await database.query(
    `insert into accounts (did, handle, handle_checked_at) select did, right(did, 2) || '.test', now() from unnest($1::text[]) did`,
    [LISTENER_DIDS],
  );
  const { rows } = await database.query('select uri from tracks order by id');
  return rows.map(({ uri }) => uri);
}

/** Two likes for each comment; nobody likes a track twice. */
function eventMaker(tracks) {
  const roll = dice(2);
  const liked = new Set();
  let made = 0;
  return () => {
    const did = LISTENER_DIDS[Math.floor(roll() * LISTENERS)];
    const track = tracks[Math.floor(roll() * tracks.length)];
    const isLike = made % 3 !== 0 && !liked.has(did + track);
    if (isLike) liked.add(did + track);
    const now = Date.now();
    const rkey = tid(now * 1000, made++ % 1024);
    const collection = `${NAMESPACE}.${isLike ? 'like' : 'comment'}`;
    const about = { $type: collection, subject: { uri: track, cid: SOME_CID }, createdAt: new Date(now).toISOString() };
    const record = isLike ? about : { ...about, text: `what a line, number ${made}`, timestampMs: made };
    const commit = { rev: rkey, operation: 'create', collection, rkey, record, cid: SOME_CID };
    return { uri: `at://${did}/${collection}/${rkey}`, event: { did, time_us: now * 1000, kind: 'commit', commit } };
  };
}

/** Milliseconds from each sending to the first look that saw the row; those that never came are missing. */
async function tell(host, database, make) {
  const sentAt = new Map();
  const waits = [];
  const look = async () => {
    const { rows } = await database.query(
      'select uri from likes where uri = any($1) union all select uri from comments where uri = any($1)',
      [[...sentAt.keys()]],
    );
    for (const { uri } of rows) {
      waits.push(performance.now() - sentAt.get(uri));
      sentAt.delete(uri);
    }
  };
  const send = () => {
    const { uri, event } = make();
    sentAt.set(uri, performance.now());
    host.send(event);
  };
  const startedAt = performance.now();
  const total = PER_SECOND * SECONDS;
  const deadline = startedAt + SECONDS * 1000 + PATIENCE_MS;
  let sent = 0;
  while ((sent < total || sentAt.size > 0) && performance.now() < deadline) {
    const due = Math.min(total, Math.floor(((performance.now() - startedAt) * PER_SECOND) / 1000));
    for (; sent < due; sent++) send();
    await look();
    await sleep(BEAT_MS);
  }
  if (waits.length < total) throw new Error(`${total - waits.length} of ${total} events never arrived`);
  return waits;
}

async function until(isSo, otherwise) {
  const deadline = Date.now() + PATIENCE_MS;
  while (!isSo()) {
    if (Date.now() > deadline) throw new Error(otherwise);
    await sleep(BEAT_MS);
  }
}
