import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { JetstreamSource } from '../../src/modules/atproto/ingest/stream/jetstream.source.js';
import type { Message } from '../../src/modules/atproto/ingest/stream/source.js';
import type { RepoEvent } from '../../src/modules/atproto/index.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { published, song } from '../tracks/uploading.js';
import { eventually, heard, OtherClient } from './listening.js';
import { StreamHost } from './stream-host.js';
import { Told, uriOf } from './told.js';

let world: World;
let told: Told;
let bob: Person;
let host: StreamHost;
let subject: { uri: string; cid: string };

const jetstream = (...hosts: StreamHost[]) => ({
  INGEST_ENABLED: 'true',
  INGEST_SOURCE: 'jetstream',
  JETSTREAM_URLS: hosts.map(({ url }) => url).join(','),
});

let lastUs = 0;
/** Later than every time before it. */
const nowUs = () => (lastUs = Math.max(lastUs + 1, Date.now() * 1000));

/** As Jetstream tells it. */
function line(event: RepoEvent, time_us = nowUs()): object {
  const { did, collection, rkey, rev } = event;
  const place = { collection, rkey, rev };
  const commit =
    event.kind === 'put'
      ? { operation: 'create', ...place, cid: event.cid, record: event.value }
      : { operation: 'delete', ...place };
  return { did, time_us, kind: 'commit', commit };
}

const like = (did: string) => told.put('like', { did, value: { subject } });
const isThere = async (event: RepoEvent) => {
  expect(await world.database.rows('select 1 from likes where uri = $1', [uriOf(event)])).toHaveLength(1);
};
const cursor = async () => {
  const [row] = await world.database.rows<{ cursor: number }>('select cursor::float8 as cursor from ingest_cursors');
  return row?.cursor;
};

const MANY_MS = 90_000;

const COUNTED = `
  select like_count = (select count(*) from likes where track_id = tracks.id) as is_right from tracks`;

/** The next address that is called after this. */
async function nextCall(work: () => unknown): Promise<URL> {
  const before = host.calls.length;
  await work();
  return eventually(() => {
    const call = host.calls[before];
    if (!call) throw new Error('the host was not called');
    return call;
  });
}

beforeAll(async () => {
  host = await StreamHost.open();
  world = await World.open(jetstream(host));
  told = new Told(world);
  bob = await world.artist('bob');
  const trackId = await published(bob, { title: 'song', file: await song('mp3') });
  [subject] = (await world.database.rows('select uri, cid from tracks where id = $1', [trackId])) as [typeof subject];
  await heard(world);
});
afterAll(async () => {
  await world.close();
  await host.close();
});

test('ING-01: it is asked for our collections by their whole names, and for nothing else', () => {
  const names = ['actor.profile', 'comment', 'like', 'list', 'track'].map((name) => world.pds.nsid(name));
  expect(host.calls[0]?.searchParams.getAll('wantedCollections').sort()).toEqual(names);
  expect(host.calls[0]?.searchParams.has('cursor')).toBe(false);
});

test('what cannot be read does not stop what follows', async () => {
  const { did } = await world.stranger('fan');
  const event = like(did);
  for (const noise of ['', '{', 'null', '[]', '"text"', '{"did":7}']) host.send(noise);
  host.send({ did, time_us: 'soon', kind: 'commit' });
  host.send({ did, time_us: nowUs(), kind: 'commit', commit: { operation: 'create', collection: 7 } });
  host.send({ did, time_us: nowUs(), kind: 'something new' });
  host.send(line(event));
  await eventually(() => isThere(event));
});

test('I7: the cursor commits with its events, and goes on past those of others', async () => {
  const { did } = await world.stranger('fan');
  const event = like(did);
  const at = nowUs();
  host.send(line(event, at));
  await eventually(() => isThere(event));
  expect(await cursor()).toBe(at);
  const later = nowUs();
  host.send({ did: 'did:web:example.com', time_us: later, kind: 'identity' });
  await eventually(async () => expect(await cursor()).toBe(later));
});

describe('ING-02: a connection that is lost', () => {
  test('is made again ten seconds back, and what is heard twice changes nothing', async () => {
    const [ada, eve] = [await world.stranger('ada'), await world.stranger('eve')];
    const [first, second] = [like(ada.did), like(eve.did)];
    const at = nowUs();
    host.send(line(first, at));
    await eventually(() => isThere(first));
    const call = await nextCall(() => host.drop());
    expect(Number(call.searchParams.get('cursor'))).toBe(at - 10_000_000);
    await heard(world);
    host.send(line(first, at));
    host.send(line(second));
    await eventually(() => isThere(second));
    await isThere(first);
    const givers = [ada.did, eve.did];
    expect(await world.database.rows('select 1 from likes where did = any($1)', [givers])).toHaveLength(2);
    expect(await world.database.rows(COUNTED)).toEqual([{ is_right: true }]);
  });

  test('goes to the next host', async () => {
    const other = await StreamHost.open();
    await world.stop();
    await world.start(jetstream(host, other));
    await heard(world);
    const called = host.isCalled ? host : other;
    const next = called === host ? other : host;
    called.drop();
    await eventually(() => expect(next.isCalled).toBe(true));
    const { did } = await world.stranger('fan');
    const event = like(did);
    await heard(world);
    next.send(line(event));
    await eventually(() => isThere(event));
    await world.stop();
    await other.close();
    await world.start();
    await heard(world);
  });

  test('and so does a silent one', async () => {
    const mute = await StreamHost.open();
    const source = new JetstreamSource({ urls: [mute.url, host.url], nsids: ['a.b.c'], idleTimeoutMs: 100 });
    const stop = new AbortController();
    const watcher = { connected: () => undefined, disconnected: () => undefined, malformed: () => undefined };
    const call = await nextCall(() => {
      void source
        .open(() => undefined, watcher, stop.signal)
        .next()
        .catch(() => undefined);
    });
    expect(call.searchParams.getAll('wantedCollections')).toEqual(['a.b.c']);
    expect(mute.calls).toHaveLength(1);
    stop.abort();
    await mute.close();
  });
});

test('I7: after a stop it goes on where it was', async () => {
  const { did } = await world.stranger('fan');
  const event = like(did);
  const at = nowUs();
  host.send(line(event, at));
  await eventually(() => isThere(event));
  await world.stop();
  expect(await cursor()).toBe(at);
  const call = await nextCall(() => world.start());
  expect(Number(call.searchParams.get('cursor'))).toBe(at - 10_000_000);
});

test(
  'a cursor from before what hosts keep has everybody read again, and says so',
  async () => {
    await world.stop();
    const old = Date.now() * 1000 - 3 * 86_400_000_000;
    await world.database.rows(
      `insert into ingest_cursors (stream, cursor) values ('jetstream', $1)
     on conflict (stream) do update set cursor = excluded.cursor`,
      [old],
    );
    await world.database.rows('delete from tracks');
    const newcomer = await world.stranger('newcomer');
    const unheard = await (await OtherClient.of(world, newcomer)).create('like', { subject });
    await world.start();
    await heard(world);
    // A living host is never silent for long.
    host.send({ did: 'did:web:example.com', time_us: nowUs(), kind: 'identity' });
    await eventually(async () =>
      expect(await world.database.rows('select 1 from tracks where uri = $1', [subject.uri])).toHaveLength(1),
    );
    // The host names all that it knows, some at a time, and those of other stories are among them.
    await eventually(
      async () =>
        expect(await world.database.rows('select did from likes where uri = $1', [unheard.uri])).toEqual([
          { did: newcomer.did },
        ]),
      MANY_MS,
    );
  },
  MANY_MS,
);

test('ING-02: a connection that was away for longer than hosts keep tells of a gap, once', async () => {
  const relay = await StreamHost.open();
  const source = new JetstreamSource({ urls: [relay.url], nsids: ['a.b.c'] });
  const stop = new AbortController();
  const watcher = { connected: () => undefined, disconnected: () => undefined, malformed: () => undefined };
  let cursor = nowUs();
  const messages = source.open(() => cursor, watcher, stop.signal);
  const next = async () => {
    const coming = messages.next();
    await eventually(() => expect(relay.isCalled).toBe(true));
    relay.send({ did: 'did:web:example.com', time_us: nowUs(), kind: 'identity' });
    const { value } = (await coming) as IteratorResult<Message, undefined>;
    return value?.read?.();
  };
  const identity = [{ kind: 'identity', did: 'did:web:example.com' }];
  expect(await next()).toEqual(identity);
  cursor = nowUs() - 3 * 86_400_000_000;
  relay.drop();
  expect(await next()).toEqual([{ kind: 'gap', reason: 'outdated_cursor' }]);
  expect(await next()).toEqual(identity);
  stop.abort();
  await relay.close();
});

describe('ING-08: accounts', () => {
  const account = (did: string, account: object) => host.send({ did, time_us: nowUs(), kind: 'account', account });
  const shown = async () => {
    const { body } = await world.visitor().get<{ tracks: unknown[] }>(`/tracks/?artist_did=${bob.did}`);
    return body.tracks.length;
  };
  /** Everything sent before has been heard. */
  const caughtUp = async () => {
    const event = like((await world.stranger('mark')).did);
    host.send(line(event));
    await eventually(() => isThere(event));
  };

  test.each(['deactivated', 'suspended', 'takendown', 'deleted'])(
    '%s hides, and active shows again',
    async (status) => {
      account(bob.did, { active: false, status });
      await eventually(async () => expect(await shown()).toBe(0));
      account(bob.did, { active: true });
      await eventually(async () => expect(await shown()).toBe(1));
    },
  );

  test('P-DUAL-10: anything else hides nobody', async () => {
    account(bob.did, { active: false, status: 'throttled' });
    account(bob.did, { active: false });
    account(bob.did, { active: false, status: 7 });
    account(bob.did, {});
    host.send({ did: bob.did, time_us: nowUs(), kind: 'identity', identity: { did: bob.did } });
    await caughtUp();
    expect(await shown()).toBe(1);
  });
});
