import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ArtistView } from '../../src/modules/artists/artists.dto.js';
import { World } from '../harness/world.js';
import { hear, SecondClient } from './second-client.js';

const AVATAR = 'https://cdn.bsky.app/img/avatar/plain/did:plc:abcdefghijklmnopqrstuvwx/bafkreiabc2@jpeg';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

const shown = async (did: string) => (await world.visitor().get<ArtistView>(`/artists/${did}`)).body;
const profile = (bio: string, more: object = {}) => ({ bio, createdAt: '2025-01-02T03:04:05.000Z', ...more });

test('ART-02, ING-07: words and picture of a profile follow its record, by rev', async () => {
  const bob = await world.artist('bob');
  await world.settled();
  const client = await SecondClient.open(world, bob);
  const first = await client.write('actor.profile', profile('hums'), 'self');
  const second = await client.write('actor.profile', profile('hums loudly', { avatar: AVATAR }), 'self');
  expect(await hear(world, [second])).toEqual([{ kind: 'taken' }]);
  expect(await hear(world, [first])).toEqual([{ kind: 'known' }]);
  expect(await hear(world, [second])).toEqual([{ kind: 'known' }]);
  await world.settled();
  expect(await shown(bob.did)).toMatchObject({
    display_name: 'bob',
    bio: 'hums loudly',
    avatar_url: AVATAR,
  });

  await hear(world, [await client.delete(second)]);
  expect(await shown(bob.did)).toMatchObject({ display_name: 'bob', bio: null, avatar_url: null });
  expect(await hear(world, [second])).toEqual([{ kind: 'known' }]);
});

test('what the artist changes here and is still on its way is not undone', async () => {
  const carol = await world.artist('carol');
  await world.settled();
  const client = await SecondClient.open(world, carol);
  const elsewhere = await client.write('actor.profile', profile('from elsewhere'), 'self');
  await world.pds.fail(503, { path: 'putRecord' });
  await carol.put('/artists/me', { bio: 'from here' });
  await hear(world, [elsewhere]);
  expect((await shown(carol.did)).bio).toBe('from here');
  await world.pds.resume();
  await world.settled();
  expect(await world.pds.records(carol.did, 'actor.profile')).toMatchObject([{ bio: 'from here' }]);
});

test('who has a profile record is an artist here; a stranger’s setup later makes it theirs', async () => {
  const dora = await world.stranger('dora');
  const client = await SecondClient.open(world, dora);
  const event = await client.write('actor.profile', profile('far away'), 'self');
  expect(await hear(world, [event])).toEqual([{ kind: 'taken' }]);
  await world.settled();
  expect(await shown(dora.did)).toMatchObject({ bio: 'far away', created_at: '2025-01-02T03:04:05.000Z' });
  await dora.signIn();
  expect((await dora.post('/artists/', { display_name: 'Dora' })).status).toBeLessThan(300);
  const row = await world.database.one('select source, display_name from artists where did = $1', [dora.did]);
  expect(row).toEqual({ source: 'local', display_name: 'Dora' });
  await world.settled();
});

test('ST-07: a picture that another client set elsewhere is not shown, and stays in the record', async () => {
  const erin = await world.artist('erin');
  await world.settled();
  const client = await SecondClient.open(world, erin);
  const pixel = 'https://example.com/who-looks.png';
  await hear(world, [await client.write('actor.profile', profile('hums', { avatar: pixel }), 'self')]);
  await world.settled();
  expect(await shown(erin.did)).toMatchObject({ bio: 'hums', avatar_url: null });
  await erin.put('/artists/me', { bio: 'hums here' });
  await world.settled();
  expect(await world.pds.records(erin.did, 'actor.profile')).toMatchObject([{ bio: 'hums here', avatar: pixel }]);
});
