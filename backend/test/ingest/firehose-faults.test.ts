import { decodeAll, encode } from '@atproto/lex-cbor';
import type { LexMap } from '@atproto/lex';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { RetryParkedHandler } from '../../src/modules/atproto/ingest/retry-parked.handler.js';
import { Metrics } from '../../src/platform/observability/index.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { published, song } from '../tracks/uploading.js';
import { eventually, heard, OtherClient } from './listening.js';
import { StreamHost } from './stream-host.js';

/** A relay that passes on what a real PDS says, until it is told to do something else. */
let world: World;
let relay: StreamHost;
let pds: WebSocket;
let pass: (frame: Uint8Array) => void;
let client: OtherClient;
let bob: Person;
let subject: { uri: string; cid: string };

beforeAll(async () => {
  relay = await StreamHost.open();
  pass = (frame) => relay.send(frame);
  world = await World.open({ INGEST_ENABLED: 'true', INGEST_FIREHOSE_URL: relay.url });
  pds = new WebSocket(`${world.pds.url.replace('http', 'ws')}/xrpc/com.atproto.sync.subscribeRepos`);
  pds.binaryType = 'arraybuffer';
  pds.onmessage = ({ data }) => pass(new Uint8Array(data as ArrayBuffer));
  await new Promise((resolve) => (pds.onopen = resolve));
  bob = await world.artist('bob');
  await bob.put('/preferences/', { allow_comments: true });
  const trackId = await published(bob, { title: 'song', file: await song('mp3') });
  [subject] = (await world.database.rows('select uri, cid from tracks where id = $1', [trackId])) as [typeof subject];
});
afterAll(async () => {
  pds.close();
  await world.close();
  await relay.close();
});
beforeEach(async () => {
  pass = (frame) => relay.send(frame);
  client = await OtherClient.of(world, await world.stranger('fan'));
  await heard(world);
});

const comment = (text: string) => client.create('comment', { subject, text, timestampMs: 1 });
const texts = async (uri: string) =>
  (await world.database.rows<{ text: string }>('select text from comments where uri = $1', [uri])).map(
    ({ text }) => text,
  );
const metrics = async (name: string) =>
  (await world.get(Metrics).text()).split('\n').filter((line) => line.startsWith(name));

/** Passes frames of our fan on as they are changed, all others as they are. */
function change(edit: (body: LexMap, header: LexMap) => LexMap): void {
  pass = (frame) => {
    const [header, body] = decodeAll(frame) as Iterable<LexMap>;
    if (!header || !body || body.repo !== client.did) return relay.send(frame);
    relay.send(Buffer.concat([encode(header), encode(edit(body, header))]));
  };
}

describe('a commit that cannot be believed is not, and its repository is read instead', () => {
  test('because its record was exchanged', async () => {
    change((body) => {
      const blocks = Buffer.from(body.blocks as Uint8Array);
      const at = blocks.indexOf('honest words');
      blocks.write('forged words', at);
      return { ...body, blocks };
    });
    const { uri } = await comment('honest words');
    await eventually(async () => expect(await texts(uri)).toEqual(['honest words']));
    expect(await metrics('plyr_ingest_resyncs_total{reason="unverified"}')).not.toEqual([]);
  });

  test('because it stands in the name of somebody else', async () => {
    change((body) => ({ ...body, repo: bob.did }));
    const { uri } = await comment('mine');
    pass = (frame) => relay.send(frame);
    const later = await comment('later');
    await eventually(async () => expect(await texts(later.uri)).toEqual(['later']));
    expect(await texts(uri.replace(client.did, bob.did))).toEqual([]);
  });

  test('because its rev is not the one that was signed', async () => {
    change((body) => ({ ...body, rev: 'zzzzzzzzzzzzz' }));
    const { uri } = await comment('first');
    await eventually(async () => expect(await texts(uri)).toEqual(['first']));
    pass = (frame) => relay.send(frame);
    await client.put(uri, { subject, text: 'second', timestampMs: 1 });
    await eventually(async () => expect(await texts(uri)).toEqual(['second']));
  });

  test('because it claims a deletion that never was', async () => {
    const { uri } = await comment('still here');
    await eventually(async () => expect(await texts(uri)).toEqual(['still here']));
    change((body) => {
      const path = uri.split('/').slice(3).join('/');
      return { ...body, ops: [{ action: 'delete', path, cid: null }] };
    });
    await comment('cover for it');
    pass = (frame) => relay.send(frame);
    const later = await comment('later');
    await eventually(async () => expect(await texts(later.uri)).toEqual(['later']));
    expect(await texts(uri)).toEqual(['still here']);
  });

  test('because it is too big to be told', async () => {
    const known = await comment('known');
    await eventually(async () => expect(await texts(known.uri)).toEqual(['known']));
    change((body) => ({ ...body, tooBig: true, ops: [], blocks: new Uint8Array() }));
    const { uri } = await comment('big');
    await eventually(async () => expect(await texts(uri)).toEqual(['big']));
  });
});

test('noise in the stream harms nothing that follows', async () => {
  for (const noise of ['', 'ffffffff', 'a0', 'a1626f7001', '00'.repeat(200)]) relay.send(Buffer.from(noise, 'hex'));
  relay.send(Buffer.concat([encode({ op: 1, t: '#commit' }), encode({ seq: 'x', repo: 7, ops: [{ path: 'a/b' }] })]));
  relay.send(Buffer.concat([encode({ op: 1, t: '#new' }), encode({ seq: 1 })]));
  relay.send(Buffer.concat([encode({ op: 1, t: '#account' }), encode({ did: bob.did, active: 'no' })]));
  const { uri } = await comment('heard');
  await eventually(async () => expect(await texts(uri)).toEqual(['heard']));
});

describe('what the relay cannot give back is read from the repositories', () => {
  /** Loses that one comment is written and another deleted, and says so in the way of relays. */
  async function lost(notice: Uint8Array): Promise<{ made: string; gone: string }> {
    const { uri: gone } = await comment('known');
    await eventually(async () => expect(await texts(gone)).toEqual(['known']));
    pass = () => undefined;
    const { uri: made } = await comment('made unheard');
    await client.delete(gone);
    relay.send(notice);
    return { made, gone };
  }

  const isReadAgain = ({ made, gone }: { made: string; gone: string }) =>
    eventually(async () => {
      expect(await texts(made)).toEqual(['made unheard']);
      expect(await texts(gone)).toEqual([]);
    });

  test('when it says that our cursor is too old', async () => {
    const outdated = Buffer.concat([encode({ op: 1, t: '#info' }), encode({ name: 'OutdatedCursor' })]);
    await isReadAgain(await lost(outdated));
  });

  test('ING-06: also what waited for its subject, so that nothing undone comes back with it', async () => {
    const unborn = { uri: `at://${bob.did}/${world.pds.nsid('track')}/3zzzzzzzzzzz2`, cid: subject.cid };
    const parked = (uri: string) => world.database.rows('select uri from parked_records where uri = $1', [uri]);
    const undone = await client.create('like', { subject: unborn });
    const kept = await client.create('like', { subject: unborn });
    await eventually(async () => expect(await parked(kept.uri)).toHaveLength(1));
    expect(await parked(undone.uri)).toHaveLength(1);
    pass = () => undefined;
    await client.delete(undone.uri);
    relay.send(Buffer.concat([encode({ op: 1, t: '#info' }), encode({ name: 'OutdatedCursor' })]));
    await eventually(async () => expect(await parked(undone.uri)).toEqual([]));
    expect(await parked(kept.uri)).toHaveLength(1);
    await client.delete(kept.uri);
  });

  test('when it does not know our cursor any more', async () => {
    const calls = relay.calls.length;
    const refused = Buffer.concat([encode({ op: -1 }), encode({ error: 'FutureCursor', message: 'x' })]);
    await isReadAgain(await lost(refused));
    expect(relay.calls.length).toBeGreaterThan(calls);
    expect(relay.calls.at(-1)?.searchParams.has('cursor')).toBe(false);
    expect(await metrics('plyr_ingest_resyncs_total{reason="future_cursor"}')).not.toEqual([]);
  });
});

test('an event that breaks its handler is set aside, and everything else goes on', async () => {
  await world.database.rows(`
    create function refuse_poison() returns trigger language plpgsql as $$
    begin if new.text = 'poison' then raise 'poison'; end if; return new; end $$`);
  await world.database.rows(
    'create trigger poison before insert on comments for each row execute function refuse_poison()',
  );
  const uris = await client.createMany('comment', 20, (n) => ({
    subject,
    text: n === 7 ? 'poison' : `number ${n}`,
    timestampMs: n,
  }));
  await eventually(async () => {
    expect(await world.database.rows('select 1 from comments where uri = any($1)', [uris])).toHaveLength(19);
    expect(await world.database.rows('select uri, reason from parked_records')).toEqual([
      { uri: uris[7], reason: 'failed' },
    ]);
  });
  await world.database.rows('drop function refuse_poison cascade');
  await world.database.rows('update parked_records set next_try_at = now()');
  await world.get(RetryParkedHandler).run();
  expect(await texts(uris[7] ?? '')).toEqual(['poison']);
  expect(await world.database.count('parked_records')).toBe(0);
});
