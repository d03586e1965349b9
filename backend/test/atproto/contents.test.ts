import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { nextTid } from '../../src/common/ids.js';
import { RecordInvalid } from '../../src/modules/atproto/lexicon/lexicon.errors.js';
import type { Person } from '../harness/person.js';
import { songRecord } from './songs.js';
import { asAnotherClient, Studio } from './studio.js';

let studio: Studio;
let ada: Person;

beforeAll(async () => {
  studio = await Studio.open();
});
afterAll(() => studio.world.close());
beforeEach(async () => {
  studio.songs.forget();
  ada = await studio.person('ada');
});

describe('CON-08: an update keeps what others wrote', () => {
  test('P-DUAL-04: unknown fields, the blob and the first createdAt survive an edit', async () => {
    const rkey = nextTid();
    const foreign = {
      ...songRecord('theirs'),
      createdAt: '2025-05-05T05:05:05Z',
      album: 'gone from the row',
      mood: { $type: 'com.example.mood', shades: ['blue', { deep: 7 }] },
      supportGate: { type: 'any' },
      features: [{ did: 'did:plc:abcabcabcabcabcabcabcabc', role: 'drums' }],
    };
    const blob = await upload(ada, new Uint8Array([1, 2, 3]));
    await asAnotherClient(studio, ada, 'putRecord', {
      collection: 'track',
      rkey,
      record: { ...foreign, audioBlob: blob },
    });
    await studio.save(ada.did, { title: 'ours', features: [{ did: 'did:plc:abcabcabcabcabcabcabcabc' }] }, rkey);
    await studio.world.settled();
    const { album: _, ...kept } = foreign;
    const [stored] = await studio.world.pds.list(ada.did, 'track');
    expect(stored?.value).toEqual({ ...kept, title: 'ours', audioBlob: blob });
    expect(await studio.world.pds.blob(ada.did, (blob as { ref: { $link: string } }).ref.$link)).toHaveLength(3);
  });

  test('a record that changes between reading and writing is read again', async () => {
    const rkey = await studio.save(ada.did, { title: 'one' });
    await studio.world.settled();
    studio.songs.meanwhile = () =>
      asAnotherClient(studio, ada, 'putRecord', {
        collection: 'track',
        rkey,
        record: { ...songRecord('theirs'), mood: 'blue' },
      });
    await studio.save(ada.did, { title: 'two' }, rkey);
    await studio.world.settled();
    expect(await studio.world.pds.records(ada.did, 'track')).toEqual([{ ...songRecord('two'), mood: 'blue' }]);
    expect((await studio.entries(ada.did)).map(({ attempts }) => attempts)).toEqual([1, 1]);
    expect(studio.songs.built).toBe(3);
  });

  test('a record that appears or vanishes in that moment is no obstacle', async () => {
    const rkey = nextTid();
    studio.songs.meanwhile = () =>
      asAnotherClient(studio, ada, 'putRecord', {
        collection: 'track',
        rkey,
        record: { ...songRecord('theirs'), mood: 'blue' },
      });
    await studio.save(ada.did, { title: 'one' }, rkey);
    await studio.world.settled();
    expect(await studio.world.pds.records(ada.did, 'track')).toEqual([{ ...songRecord('one'), mood: 'blue' }]);
    studio.songs.meanwhile = () => asAnotherClient(studio, ada, 'deleteRecord', { collection: 'track', rkey });
    await studio.save(ada.did, { title: 'two' }, rkey);
    await studio.world.settled();
    expect(await studio.world.pds.records(ada.did, 'track')).toEqual([songRecord('two')]);
  });

  test('a record that would not change is not written', async () => {
    const rkey = await studio.save(ada.did, { title: 'same' });
    await studio.world.settled();
    const rev = await latestRev(ada.did);
    await studio.save(ada.did, { title: 'same' }, rkey);
    await studio.world.settled();
    expect(await latestRev(ada.did)).toBe(rev);
    expect(studio.songs.heard.at(-1)).toMatchObject({ what: 'confirmed', record: { rev: null } });
  });
});

describe('a record that does not fit its lexicon', () => {
  test('is refused at once when it is final', async () => {
    await expect(studio.like(ada.did, { uri: 'nowhere', cid: 'no' })).rejects.toBeInstanceOf(RecordInvalid);
    expect(await studio.entries(ada.did)).toEqual([]);
  });

  test('fails with the reason when it is built, and the next one is sent', async () => {
    const bad = await studio.save(ada.did, { title: '' });
    await studio.save(ada.did, { title: 'good' });
    await studio.world.settled();
    expect(await studio.states(ada.did)).toEqual(['put failed', 'put done']);
    expect(studio.songs.heard[0]).toMatchObject({ what: 'failed', key: bad, reason: expect.stringContaining('title') });
    expect(await studio.world.pds.records(ada.did, 'track')).toMatchObject([{ title: 'good' }]);
  });

  test('a better version of the row takes the place of what failed', async () => {
    const rkey = await studio.save(ada.did, { title: '' });
    await studio.world.settled();
    await studio.save(ada.did, { title: 'named' }, rkey);
    await studio.world.settled();
    expect(await studio.states(ada.did)).toEqual(['put cancelled', 'put done']);
  });
});

async function upload(person: Person, bytes: Uint8Array): Promise<unknown> {
  const agent = await studio.access.agentFor(person.did);
  const answer = await agent?.fetchHandler('/xrpc/com.atproto.repo.uploadBlob', {
    method: 'POST',
    headers: { 'content-type': 'audio/mpeg' },
    body: bytes,
  });
  return ((await answer?.json()) as { blob: unknown }).blob;
}

async function latestRev(did: string): Promise<string> {
  const answer = await fetch(`${studio.world.pds.url}/xrpc/com.atproto.sync.getLatestCommit?did=${did}`);
  return ((await answer.json()) as { rev: string }).rev;
}
