import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';

const AVATAR = 'https://cdn.bsky.app/img/avatar/plain/did:plc:abcdefghijklmnopqrstuvwx/bafkreiabc2@jpeg';

let world: World;

beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

interface Artist {
  sync_state?: string;
  did: string;
  display_name: string;
  avatar_url: string | null;
  updated_at: string;
}

const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Writes a profile of Bluesky with the person's own password, as their Bluesky app would have. */
async function onBluesky(person: Person, profile: object): Promise<string> {
  const call = async <T>(method: string, body: Buffer | string, type: string, token?: string): Promise<T> => {
    const headers = { 'content-type': type, ...(token ? { authorization: `Bearer ${token}` } : {}) };
    const answer = await fetch(`${world.pds.url}/xrpc/${method}`, { method: 'POST', headers, body: body as never });
    if (!answer.ok) throw new Error(`${method}: ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const json = 'application/json';
  const login = JSON.stringify({ identifier: person.did, password: person.password });
  const { accessJwt } = await call<{ accessJwt: string }>('com.atproto.server.createSession', login, json);
  const { blob } = await call<{ blob: { ref: { $link: string } } }>(
    'com.atproto.repo.uploadBlob',
    PICTURE,
    'image/png',
    accessJwt,
  );
  const collection = 'app.bsky.actor.profile';
  const record = { $type: collection, avatar: blob, ...profile };
  const write = JSON.stringify({ repo: person.did, collection, rkey: 'self', record });
  await call('com.atproto.repo.putRecord', write, json, accessJwt);
  return blob.ref.$link;
}

describe('AUTH-17, ART-01: the setup', () => {
  test('begins with the Bluesky profile on the own PDS', async () => {
    const alice = await world.person('alice');
    const cid = await onBluesky(alice, { displayName: 'Alice A.', description: 'hums\nloudly' });
    const avatar = `${world.pds.url}/xrpc/com.atproto.sync.getBlob?did=${encodeURIComponent(alice.did)}&cid=${cid}`;
    expect(await alice.get('/artists/me')).toMatchObject({ status: 404, body: { code: 'artists.profile_missing' } });
    expect(await alice.get('/artists/me/suggestion')).toMatchObject({
      status: 200,
      body: { display_name: 'Alice A.', bio: 'hums\nloudly', avatar_url: avatar },
    });
    const picture = await fetch(avatar);
    expect(Buffer.from(await picture.arrayBuffer())).toEqual(PICTURE);
  });

  test('without one it begins empty', async () => {
    const alice = await world.person('alice');
    expect(await alice.get('/artists/me/suggestion')).toMatchObject({
      status: 200,
      body: { display_name: null, bio: null, avatar_url: null },
    });
  });

  test('makes an artist, with the avatar of Bluesky when none is given', async () => {
    const alice = await world.person('alice');
    const cid = await onBluesky(alice, { displayName: 'Alice A.' });
    const made = await alice.post<Artist>('/artists/', { display_name: '  Alice   Saal ', bio: 'hello' });
    expect(made).toMatchObject({
      status: 200,
      body: {
        did: alice.did,
        handle: alice.handle,
        display_name: 'Alice Saal',
        bio: 'hello',
        avatar_url: expect.stringContaining(cid),
        show_liked_on_profile: false,
      },
    });
    const guest = world.visitor();
    const { sync_state: _, ...shown } = made.body;
    for (const path of ['/artists/me', `/artists/${alice.did}`, `/artists/by-handle/${alice.handle}`])
      expect(await (path === '/artists/me' ? alice : guest).get(path)).toMatchObject({ status: 200, body: shown });
    expect(await alice.get('/auth/me')).toMatchObject({
      body: { has_artist_profile: true, display_name: 'Alice Saal', avatar_url: made.body.avatar_url },
    });
  });

  test('a null avatar is none, and a picture on the CDN gets its one address (ART-02)', async () => {
    const alice = await world.person('alice');
    await onBluesky(alice, {});
    expect((await alice.post<Artist>('/artists/', { display_name: 'A', avatar_url: null })).body.avatar_url).toBeNull();
    const small = `https://cdn.bsky.app/img/avatar_thumbnail/plain/${alice.did}/bafkreiabc2`;
    expect((await alice.put<Artist>('/artists/me', { avatar_url: small })).body.avatar_url).toBe(
      `https://cdn.bsky.app/img/avatar/plain/${alice.did}/bafkreiabc2@jpeg`,
    );
  });

  test.each([
    ['no name', { bio: 'x' }, 'display_name'],
    ['an empty name', { display_name: '  ' }, 'display_name'],
    ['a name too long', { display_name: 'x'.repeat(257) }, 'display_name'],
    ['words too long', { display_name: 'A', bio: 'x'.repeat(257) }, 'bio'],
    ['a picture that is a script', { display_name: 'A', avatar_url: 'javascript:alert(1)' }, 'avatar_url'],
    [
      'a picture that sees who looks (ST-07)',
      { display_name: 'A', avatar_url: 'https://example.com/a.png' },
      'avatar_url',
    ],
    ['something unknown', { display_name: 'A', admin: true }, 'admin'],
  ])('%s is refused', async (_what, body, path) => {
    const alice = await world.person('alice');
    const answer = await alice.post('/artists/', body);
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'request.invalid', errors: expect.arrayContaining([expect.objectContaining({ path })]) },
    });
    expect((await alice.get('/artists/me')).status).toBe(404);
  });

  test('emoji count as people count them', async () => {
    const alice = await world.person('alice');
    expect((await alice.post('/artists/', { display_name: 'A', bio: '👩‍👩‍👧‍👧'.repeat(100) })).status).toBe(200);
    await world.settled();
    expect(await world.pds.records(alice.did, 'actor.profile')).toHaveLength(1);
  });

  test('nobody makes a profile for others', async () => {
    expect((await world.visitor().post('/artists/', { display_name: 'A' })).status).toBe(401);
    expect((await world.visitor().put('/artists/me', { display_name: 'A' })).status).toBe(401);
    expect((await (await world.person('alice')).put('/artists/me', { bio: 'x' })).status).toBe(404);
  });
});

describe('ART-02: the profile record', () => {
  const states = (did: string) =>
    world.database.rows(
      `select a.publish_state, a.record_cid is not null as has_cid,
              (select count(*)::int from pds_outbox where did = a.did and state = 'done') as writes
         from artists a where did = $1`,
      [did],
    );

  test('follows words and picture, keeps its first date, and is left alone otherwise', async () => {
    const alice = await world.person('alice');
    // The sync that a sign-in starts must not meet the first write.
    await world.settled();
    await alice.post('/artists/', { display_name: 'A', bio: 'one', avatar_url: AVATAR });
    await world.settled();
    const [first] = await world.pds.records(alice.did, 'actor.profile');
    expect(first).toEqual({
      $type: 'fm.plyr.dev.actor.profile',
      bio: 'one',
      avatar: AVATAR,
      createdAt: expect.stringMatching(/Z$/),
      updatedAt: expect.stringMatching(/Z$/),
    });
    expect(await states(alice.did)).toEqual([{ publish_state: 'published', has_cid: true, writes: 1 }]);

    await alice.put('/artists/me', { display_name: 'Another name' });
    await world.settled();
    expect(await states(alice.did)).toEqual([{ publish_state: 'published', has_cid: true, writes: 1 }]);

    await alice.put('/artists/me', { bio: '' });
    await world.settled();
    const [second] = await world.pds.records(alice.did, 'actor.profile');
    expect(second).not.toHaveProperty('bio');
    expect(second?.createdAt).toBe(first?.createdAt);
  });

  test('a user never waits for their PDS', async () => {
    const alice = await world.person('alice');
    await world.settled();
    await world.pds.pause();
    const answer = await alice.post('/artists/', { display_name: 'A', bio: 'patient', avatar_url: null });
    expect(answer.status).toBe(200);
    expect(await states(alice.did)).toMatchObject([{ publish_state: 'pending' }]);
    await world.pds.resume();
    await world.settled();
    expect(await states(alice.did)).toMatchObject([{ publish_state: 'published' }]);
  });

  test('one that was lost comes back at the next sign-in', async () => {
    const alice = await world.artist('alice');
    await world.settled();
    const [before] = await world.pds.records(alice.did, 'actor.profile');
    await deleteProfile(alice);
    expect(await world.pds.records(alice.did, 'actor.profile')).toEqual([]);
    await alice.signIn();
    await world.settled();
    expect(await world.pds.records(alice.did, 'actor.profile')).toMatchObject([{ createdAt: before?.createdAt }]);
  });
});

async function deleteProfile(person: Person): Promise<void> {
  const post = (method: string, body: object, token?: string) =>
    fetch(`${world.pds.url}/xrpc/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify(body),
    });
  const login = await post('com.atproto.server.createSession', { identifier: person.did, password: person.password });
  const { accessJwt } = (await login.json()) as { accessJwt: string };
  const record = { repo: person.did, collection: world.pds.nsid('actor.profile'), rkey: 'self' };
  const answer = await post('com.atproto.repo.deleteRecord', record, accessJwt);
  if (!answer.ok) throw new Error(await answer.text());
}

describe('ART-01, AUTH-21: finding artists', () => {
  test('by a former handle, with the current one in the answer', async () => {
    const alice = await world.artist('alice');
    await world.database.rows(`update accounts set handle = 'renamed.test' where did = $1`, [alice.did]);
    expect(await world.visitor().get(`/artists/by-handle/${alice.handle}`)).toMatchObject({
      status: 200,
      body: { did: alice.did, handle: 'renamed.test' },
    });
  });

  test('who has a handle now goes before who had it once', async () => {
    const [alice, bob] = [await world.artist('alice'), await world.artist('bob')];
    await world.database.rows(`update accounts set handle = 'moved.test' where did = $1`, [alice.did]);
    await world.database.rows(`update accounts set handle = $2 where did = $1`, [bob.did, alice.handle]);
    expect(await world.visitor().get(`/artists/by-handle/${alice.handle.toUpperCase()}`)).toMatchObject({
      body: { did: bob.did },
    });
  });

  test('nobody is 404; somebody who is no artist too', async () => {
    const carol = await world.person('carol');
    for (const path of ['by-handle/nobody.test', 'did:plc:aaaaaaaaaaaaaaaaaaaaaaaa', carol.did, 'by-handle/..%2f'])
      expect((await world.visitor().get(`/artists/${path}`)).status).toBe(404);
  });

  test('many at once, without those who are none', async () => {
    const [alice, bob, carol] = [await world.artist('alice'), await world.artist('bob'), await world.person('carol')];
    const answer = await world.visitor().post<Record<string, Artist>>(
      '/artists/batch',
      [alice, bob, carol].map(({ did }) => did),
    );
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.body).sort()).toEqual([alice.did, bob.did].sort());
    expect((await world.visitor().post('/artists/batch', Array(101).fill(alice.did))).status).toBe(422);
    for (const body of [{ dids: [] }, ['alice'], [7]])
      expect((await world.visitor().post('/artists/batch', body)).status).toBe(422);
  });
});

test('AUTH-21: who signs in has the name and picture of their Bluesky profile', async () => {
  const alice = await world.stranger('alice');
  await onBluesky(alice, { displayName: 'Alice A.' });
  await alice.signIn();
  await world.settled();
  expect(await alice.get('/auth/me')).toMatchObject({
    body: { display_name: 'Alice A.', avatar_url: expect.stringContaining('getBlob') },
  });
});
