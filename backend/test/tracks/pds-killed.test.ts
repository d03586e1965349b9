import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Outbox } from '../../src/modules/atproto/index.js';
import { ConsistencyAudit } from '../../src/modules/health/index.js';
import { Control } from '../harness/control.js';
import { Person } from '../harness/person.js';
import { WorldPds } from '../harness/world-pds.js';
import { World } from '../harness/world.js';
import { eventually } from '../ingest/listening.js';
import { MortalNetwork } from './mortal/mortal-network.js';
import { ended, send, song } from './uploading.js';

const NAMESPACE = 'fm.plyr.dev';
const PASSWORD = 'a-password-of-theirs';

let net: MortalNetwork;
let world: World;
let pds: WorldPds;
let bob: Person;

beforeAll(async () => {
  net = await MortalNetwork.start();
  const { pdsUrl, plcUrl } = net.network;
  world = await World.open({
    DEV_PDS_URL: pdsUrl,
    ATPROTO_PLC_URL: plcUrl,
    ATPROTO_APP_NAMESPACE: NAMESPACE,
    INGEST_ENABLED: 'true',
  });
  const control = new Control(net.network);
  pds = new WorldPds(net.network, control, NAMESPACE);
  const { did, handle } = await control.createAccount('bob.test', PASSWORD);
  bob = new Person(world.url, did, handle, PASSWORD, control);
  await bob.signIn();
  await bob.post('/artists/', { display_name: 'bob' });
  await world.settled();
}, 60_000);
afterAll(async () => {
  await world.close();
  await net.stop();
});

/** The records of bob's repository that have this title. */
async function recordsOf(title: string): Promise<{ uri: string; cid: string }[]> {
  const stored = (await pds.list(bob.did, 'track')).filter(({ value }) => value.title === title);
  return stored.map(({ uri, cid }) => ({ uri, cid }));
}

/** Nobody has to wait until it is time for the next try. */
async function tryAgain(): Promise<void> {
  await world.database.rows('update pds_outbox set next_attempt_at = now() where did = $1', [bob.did]);
  await world.get(Outbox).resume({ did: bob.did });
}

// I1: one row and one record.
test.each([
  { moment: 'writing', left: 0 },
  { moment: 'answering', left: 1 },
] as const)(
  'UP-20: kill -9 of the PDS while it is $moment leaves $left records, and ends with exactly one track and one record',
  async ({ moment, left }) => {
    await net.dieWhile(moment);
    const { upload_id, reserved_track_id: id } = await send(bob, { title: moment, file: await song() });
    expect(await net.death()).toBe('SIGKILL');
    await eventually(async () => {
      const entry = `pds_outbox where did = '${bob.did}' and state = 'pending' and attempts > 0`;
      expect(await world.database.count(entry)).toBe(1);
    });
    expect((await world.visitor().get(`/tracks/${id}`)).status).toBe(404);

    await net.restart();
    const survivors = await recordsOf(moment);
    expect(survivors).toHaveLength(left);
    await tryAgain();
    expect(await ended(bob, upload_id)).toMatchObject({ status: 'completed', track_id: id });
    await world.settled();
    const records = await recordsOf(moment);
    expect(records).toHaveLength(1);
    expect(records).toEqual(expect.arrayContaining(survivors));
    const rows = await world.database.rows('select id, uri, cid from tracks where title = $1', [moment]);
    expect(rows).toEqual([{ id, ...records[0] }]);
    expect(await world.get(ConsistencyAudit).run({ offline: false }, 0)).toEqual([]);
  },
  60_000,
);
