import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { nextTid } from '../../src/common/ids.js';
import { PurgeIngestHandler } from '../../src/modules/atproto/ingest/purge-ingest.handler.js';
import { Intake } from '../../src/modules/atproto/index.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { published, song } from '../tracks/uploading.js';
import { Told, uriOf } from './told.js';

let world: World;
let told: Told;
let bob: Person;
let did: string;
let trackId: number;
let subject: { uri: string; cid: string };

beforeAll(async () => {
  world = await World.open();
  told = new Told(world);
  bob = await world.artist('bob');
  trackId = await published(bob, { title: 'song', file: await song('mp3') });
  [subject] = (await world.database.rows('select uri, cid from tracks where id = $1', [trackId])) as [typeof subject];
});
afterAll(() => world.close());
beforeEach(async () => {
  ({ did } = await world.stranger('fan'));
});

const like = () => told.put('like', { did, value: { subject } });
const comment = (text = 'that drop') => told.put('comment', { did, value: { subject, text, timestampMs: 1000 } });
const rows = (table: string, uri: string) => world.database.rows(`select * from ${table} where uri = $1`, [uri]);

describe('P-DUAL-05: events come twice, late and in any order', () => {
  test('a record told of twice is one row', async () => {
    const event = comment();
    expect(await told.receive(event)).toEqual([{ kind: 'taken' }]);
    expect(await told.receive(event)).toEqual([{ kind: 'known' }]);
    expect(await told.receive(event, event)).toEqual([{ kind: 'known' }, { kind: 'known' }]);
    expect(await rows('comments', uriOf(event))).toHaveLength(1);
  });

  test('an old version that comes late changes nothing', async () => {
    const first = comment('first');
    const second = told.changed(first, { text: 'second' });
    await told.receive(second);
    expect(await told.receive(first)).toEqual([{ kind: 'known' }]);
    expect(await rows('comments', uriOf(first))).toMatchObject([{ text: 'second', rev: second.rev }]);
  });

  test('of one batch the latest counts, wherever it stands', async () => {
    const first = comment('first');
    const second = told.changed(first, { text: 'second' });
    expect(await told.receive(second, first)).toEqual([{ kind: 'taken' }, { kind: 'known' }]);
    expect(await rows('comments', uriOf(first))).toMatchObject([{ text: 'second' }]);
  });

  test('CON-11: what is deleted stays deleted, although its creation comes late and more than once', async () => {
    const event = comment();
    await told.receive(told.gone(event));
    expect(await told.receive(event)).toEqual([{ kind: 'known' }]);
    expect(await told.receive(event, event)).toEqual([{ kind: 'known' }, { kind: 'known' }]);
    expect(await rows('comments', uriOf(event))).toEqual([]);
  });

  test('CON-11: a deletion from before the last version takes nothing away', async () => {
    const event = comment();
    const gone = told.gone(event);
    const again = told.changed(event, { text: 'again' });
    await told.receive(again);
    await told.receive(gone);
    expect(await rows('comments', uriOf(event))).toHaveLength(1);
    expect(await told.receive(told.gone(event))).toEqual([{ kind: 'taken' }]);
    expect(await rows('comments', uriOf(event))).toEqual([]);
  });

  test('created and deleted in one batch is nothing', async () => {
    const event = like();
    await told.receive(event, told.gone(event));
    expect(await rows('likes', uriOf(event))).toEqual([]);
  });
});

describe('what is not for us is ignored, with its reason', () => {
  test.each([
    ['P-DUAL-12: a record of another environment', 'namespace', { collection: 'fm.plyr.stg.like' }],
    ['P-DUAL-12: a record of production', 'namespace', { collection: 'fm.plyr.like' }],
    ['a record of a collection that we do not keep', 'namespace', { collection: 'fm.plyr.dev.likes' }],
    ['a key that is no TID', 'rkey', { rkey: 'self' }],
    ['a key with a path in it', 'rkey', { rkey: '../x' }],
    ['a rev that cannot be ordered', 'rev', { rev: 'zzzzzzzzzzzzzz' }],
    ['an author who is no DID', 'did', { did: 'alice.test' }],
  ])('%s', async (_what, reason, change) => {
    expect(await told.receive({ ...like(), ...change })).toEqual([{ kind: 'ignored', reason }]);
  });

  test.each([
    ['no subject', { subject: undefined }],
    ['a subject that is no record', { subject: { uri: 'https://example.com', cid: 'x' } }],
    ['a date in words', { createdAt: 'yesterday' }],
    ['a date that does not exist', { createdAt: '2026-13-45T99:00:00Z' }],
    ['the type of another collection', { $type: 'fm.plyr.dev.comment' }],
    ['the type of production', { $type: 'fm.plyr.like' }],
    ['a character that no database keeps', { note: 'a\u0000b' }],
    ['half a character', { note: '\ud83d' }],
  ])('ING-04: a like with %s', async (_what, value) => {
    const [outcome] = await told.receive(told.changed(like(), value));
    expect(outcome).toMatchObject({ kind: 'ignored', reason: 'invalid' });
  });

  test('one of them does not keep back the others of its batch', async () => {
    const good = comment();
    const outcomes = await told.receive({ ...like(), rev: 'x' }, good, told.changed(like(), { subject: 7 }));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['ignored', 'taken', 'ignored']);
  });

  test('ING-04: it makes nobody known', async () => {
    await told.receive(told.changed(like(), { subject: 7 }));
    expect(await world.database.rows('select 1 from accounts where did = $1', [did])).toEqual([]);
  });
});

describe('ING-06: what comes before its subject', () => {
  const unborn = () => ({ uri: `at://${bob.did}/${world.pds.nsid('track')}/${nextTid()}`, cid: subject.cid });
  const parked = (uri: string) =>
    world.database.rows<{ rev: string }>('select rev from parked_records where uri = $1', [uri]);

  test('waits in its newest version, and goes when it is deleted', async () => {
    const early = told.put('comment', { did, value: { subject: unborn(), text: 'early', timestampMs: 1 } });
    const edited = told.changed(early, { text: 'edited' });
    expect(await told.receive(edited)).toEqual([{ kind: 'parked', reason: 'subject' }]);
    expect(await told.receive(early)).toEqual([{ kind: 'known' }]);
    expect(await parked(uriOf(early))).toEqual([{ rev: edited.rev }]);
    await told.receive(told.gone(early));
    expect(await parked(uriOf(early))).toEqual([]);
  });

  const born = ({ uri }: { uri: string }, title: string) => {
    const ref = { $link: 'bafkreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a' };
    const audioBlob = { $type: 'blob', ref, mimeType: 'audio/mpeg', size: 1000 };
    const value = { title, artist: 'bob', fileType: 'mp3', audioBlob };
    return told.put('track', { did: bob.did, rkey: uri.split('/').at(-1) ?? '', value });
  };
  const about = (track: object, text: string) =>
    told.put('comment', { did, value: { subject: track, text, timestampMs: 1 } });

  test('is taken with it', async () => {
    const track = unborn();
    const early = about(track, 'early');
    await told.receive(early);
    expect(await told.receive(born(track, 'late'))).toEqual([{ kind: 'taken' }]);
    expect(await parked(uriOf(early))).toEqual([]);
    expect(await rows('comments', uriOf(early))).toHaveLength(1);
  });

  test('comes in any order within one batch', async () => {
    const track = unborn();
    const early = about(track, 'early');
    expect(await told.receive(early, born(track, 'same'))).toEqual([{ kind: 'taken' }, { kind: 'taken' }]);
    expect(await rows('comments', uriOf(early))).toHaveLength(1);
  });

  test('goes after a week', async () => {
    const early = about(unborn(), 'never');
    await told.receive(early);
    await world.get(PurgeIngestHandler).run();
    expect(await parked(uriOf(early))).toHaveLength(1);
    await world.database.rows(`update parked_records set expires_at = now() - interval '1 second' where uri = $1`, [
      uriOf(early),
    ]);
    await world.get(PurgeIngestHandler).run();
    expect(await parked(uriOf(early))).toEqual([]);
  });
});

test('CON-11: tombstones go after thirty days', async () => {
  const [old, young] = [comment(), comment()];
  await told.receive(told.gone(old), told.gone(young));
  await world.database.rows(`update record_tombstones set deleted_at = now() - interval '31 days' where uri = $1`, [
    uriOf(old),
  ]);
  await world.get(PurgeIngestHandler).run();
  expect(await rows('record_tombstones', uriOf(old))).toEqual([]);
  expect(await rows('record_tombstones', uriOf(young))).toHaveLength(1);
});

test('a dry run says what would become of events, and changes nothing', async () => {
  const event = comment();
  const outcomes = await world.get(Intake).receive([event], { source: 'rebuild', dryRun: true });
  expect(outcomes).toEqual([{ kind: 'taken' }]);
  expect(await rows('comments', uriOf(event))).toEqual([]);
  expect(await world.database.rows('select 1 from accounts where did = $1', [did])).toEqual([]);
});
