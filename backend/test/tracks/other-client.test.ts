import { AtpAgent } from '@atproto/api';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TrackView } from '../../src/modules/tracks/tracks.dto.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { published, song } from './uploading.js';

/** Another program of the network, which knows the protocol and nothing of us. */
let world: World;
let bob: Person;
let agent: AtpAgent;

const collection = 'fm.plyr.dev.track';

beforeAll(async () => {
  world = await World.open();
  bob = await world.artist('bob');
  agent = new AtpAgent({ service: world.pds.url });
  await agent.login({ identifier: bob.handle, password: bob.password });
});
afterAll(() => world.close());

test('CON-08: what another client adds to a record survives our edits', async () => {
  const trackId = await published(bob, { title: 'ours', file: await song('mp3') });
  const { body: track } = await bob.get<TrackView>(`/tracks/${trackId}`);
  const rkey = track.atproto_record_uri?.split('/').at(-1) ?? '';
  const before = await agent.com.atproto.repo.getRecord({ repo: bob.did, collection, rkey });
  await agent.com.atproto.repo.putRecord({
    repo: bob.did,
    collection,
    rkey,
    record: { ...before.data.value, mood: 'blue', labels: { $type: 'com.atproto.label.defs#selfLabels', values: [] } },
  });

  await bob.patch(`/tracks/${trackId}`, { title: 'ours, renamed' });
  await world.settled();

  const after = await agent.com.atproto.repo.getRecord({ repo: bob.did, collection, rkey });
  expect(after.data.value).toMatchObject({
    title: 'ours, renamed',
    mood: 'blue',
    createdAt: before.data.value['createdAt'],
  });
  expect(after.data.value['labels']).toBeDefined();
});
