import { setTimeout as sleep } from 'node:timers/promises';
import { Member } from '../tools/demo/member.mjs';
import { fillCatalogue } from './catalogue.mjs';
import { Product } from './product.mjs';

const TRACKS = 1000;
const IN_LIST = 30;
const SPELL_MS = 30_000;
/** One like, one comment and one reorder each time: more often than any listener, and no load for the machine. */
const EVERY_MS = 250;
const SPELLS = 2;
const PATIENCE_MS = 180_000;
/** Any version will do: nobody fetches the subjects. */
const CID = 'bafyreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy';

/** P4: what a listener does is answered as fast while their PDS takes connections and never answers. */
export async function measureHungPds() {
  const product = await Product.start();
  try {
    const acts = await listenerActs(product);
    const healthy = times(acts);
    const hung = times(acts);
    // Not counted: the first calls compile and fill caches.
    await spell(acts, times(acts), SPELL_MS / 6);
    for (let round = 0; round < SPELLS; round++) {
      await spell(acts, healthy, SPELL_MS);
      await whileHung(product, () => spell(acts, hung, SPELL_MS));
    }
    const convergedAfter = await converged(product);
    return Object.keys(acts).map((name) => row(name, hung[name], healthy[name], convergedAfter));
  } finally {
    await product.stop();
  }
}

/** What a signed-in listener does, each time with something new. */
async function listenerActs(product) {
  const { database, url } = product;
  await fillCatalogue(database, { tracks: TRACKS });
  await database.query('update tracks set cid = $1', [CID]);
  await database.query('insert into preferences (did, allow_comments) select did, true from artists');
  const listener = new Member(url, { ...product.accounts[0], number: 1 });
  await listener.signIn();
  const { rows: tracks } = await database.query('select id, uri, cid from tracks order by id');
  const list = await listener.call('POST', '/lists/playlists', { name: 'on repeat' });
  for (const { id } of tracks.slice(0, IN_LIST))
    await listener.call('POST', `/lists/playlists/${list.id}/tracks`, { track_id: id });
  const items = tracks.slice(0, IN_LIST).map(({ uri, cid }) => ({ uri, cid }));
  let [liked, said] = [0, 0];
  return {
    like: () => listener.call('POST', `/tracks/${tracks[liked++].id}/like`),
    comment: () =>
      listener.call('POST', `/tracks/${tracks[said++].id}/comments`, { text: 'that drop', timestamp_ms: 1000 }),
    reorder: () => {
      items.push(items.shift());
      return listener.call('PUT', `/lists/playlists/${list.id}/tracks/reorder`, { items });
    },
  };
}

const times = (acts) => Object.fromEntries(Object.keys(acts).map((name) => [name, []]));

async function spell(acts, into, lengthMs) {
  const end = performance.now() + lengthMs;
  while (performance.now() < end) {
    const next = performance.now() + EVERY_MS;
    for (const [name, act] of Object.entries(acts)) {
      const startedAt = performance.now();
      await act();
      into[name].push(performance.now() - startedAt);
    }
    await sleep(Math.max(0, next - performance.now()));
  }
}

/** A stopped process keeps its sockets: the system goes on taking connections for it, and nobody answers. */
async function whileHung(product, work) {
  const pid = product.networkPid;
  process.kill(pid, 'SIGSTOP');
  try {
    await work();
  } finally {
    process.kill(pid, 'SIGCONT');
  }
}

/** Seconds until everything that was said has reached the PDS. */
async function converged({ database }) {
  const startedAt = performance.now();
  for (;;) {
    const { rows } = await database.query(
      `select state, count(*)::int as n from pds_outbox where state not in ('done', 'cancelled') group by state`,
    );
    const seconds = (performance.now() - startedAt) / 1000;
    if (rows.length === 0) return seconds;
    if (seconds * 1000 > PATIENCE_MS)
      throw new Error(`not sent after ${seconds.toFixed(0)} s: ${JSON.stringify(rows)}`);
    await sleep(500);
  }
}

function row(name, hung, healthy, convergedAfter) {
  return {
    id: 'P4',
    metric: `${name} with the PDS hung for ${SPELL_MS / 1000} s, median (p95) ms`,
    ours: told(hung),
    peer: `${told(healthy)} (PDS healthy)`,
    ratio: quantile(hung, 0.5) / quantile(healthy, 0.5),
    goal: { atMost: 1.1 },
    note: `all at the PDS ${convergedAfter.toFixed(0)} s after it came back`,
  };
}

const told = (values) => `${quantile(values, 0.5).toFixed(1)} (${quantile(values, 0.95).toFixed(1)})`;
const quantile = (values, part) => values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * part)];
