import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { EventEmitter } from 'node:events';
import { Ephemeral, Locks } from '../../src/platform/ephemeral/index.js';
import { Events } from '../../src/platform/events/index.js';
import { World } from '../harness/world.js';
import { smallApplication } from './small-application.js';
import { onEachStore } from './stores.js';

onEachStore((store) => {
  let world: World;
  beforeAll(async () => {
    world = await World.open(await store.open(), smallApplication);
  });
  afterAll(() => world.close());
  afterAll(() => store.close());

  test('a signal of another process is heard', async () => {
    const heard = new EventEmitter();
    const stop = world.get(Events).signals('job.changed', (payload) => heard.emit('signal', payload));
    const arrived = once(heard, 'signal');
    await store.signal(world, 'job.changed', { id: 'from afar' });
    expect(await arrived).toEqual([{ id: 'from afar' }]);
    stop();
  });

  test('signals are heard again after the connection was cut', async () => {
    const heard = new EventEmitter();
    world.get(Events).signals('job.changed', (payload) => heard.emit('signal', payload));
    await store.cut(world);
    const arrived = once(heard, 'signal');
    const again = setInterval(() => void world.get(Events).broadcast('job.changed', { id: 'later' }), 200);
    expect(await arrived).toEqual([{ id: 'later' }]);
    clearInterval(again);
  });

  test('a lock is held by one at a time, and waiting ones get their turn', async () => {
    const locks = world.get(Locks);
    let inside = 0;
    let most = 0;
    const work = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setTimeout(resolve, 20));
      inside -= 1;
      return 'done';
    };
    const all = await Promise.all(Array.from({ length: 6 }, () => locks.locked('grant:1', work)));
    expect(all).toEqual(Array(6).fill('done'));
    expect(most).toBe(1);
  });

  test('who finds a lock taken does not work', async () => {
    const locks = world.get(Locks);
    const nested = await locks.exclusively('busy', () => locks.exclusively('busy', async () => 'twice'));
    expect(nested).toBeUndefined();
    expect(await locks.exclusively('busy', async () => 'free again')).toBe('free again');
  });

  test('a lock whose holder died is free when its lease ends', async () => {
    const ephemeral = world.get(Ephemeral);
    expect(await ephemeral.acquire('lock:dead', 'killed', 300)).toBe(true);
    expect(await world.get(Locks).locked('dead', async () => 'mine')).toBe('mine');
  });

  test('hits are counted within their window', async () => {
    const ephemeral = world.get(Ephemeral);
    const hits = [];
    for (let n = 0; n < 3; n++) hits.push((await ephemeral.hit('window', 1_000)).hits);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    hits.push((await ephemeral.hit('window', 1_000)).hits);
    expect(hits).toEqual([1, 2, 3, 1]);
  });

  test('a value is there until its time is over, or it is taken away', async () => {
    const ephemeral = world.get(Ephemeral);
    await ephemeral.set('note', { text: 'short' }, 1_000);
    expect(await ephemeral.get('note')).toEqual({ text: 'short' });
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(await ephemeral.get('note')).toBeUndefined();
    await ephemeral.set('note', [1], 60_000);
    await ephemeral.set('note', [1, 2], 60_000);
    expect(await ephemeral.get('note')).toEqual([1, 2]);
    await ephemeral.delete('note');
    expect(await ephemeral.get('note')).toBeUndefined();
  });

  test('of a group those that run out first make room', async () => {
    const ephemeral = world.get(Ephemeral);
    for (const [member, lifeMs] of [
      ['long', 90_000],
      ['short', 30_000],
      ['middle', 60_000],
    ] as const)
      await ephemeral.setInGroup('three', member, member, lifeMs, 2);
    const kept = await Promise.all(['long', 'short', 'middle'].map((member) => ephemeral.get(`three:${member}`)));
    expect(kept).toEqual(['long', undefined, 'middle']);
  });

  test('a lease is prolonged and given back by its holder only', async () => {
    const ephemeral = world.get(Ephemeral);
    expect(await ephemeral.acquire('lease', 'ada', 60_000)).toBe(true);
    expect(await ephemeral.acquire('lease', 'bob', 60_000)).toBe(false);
    expect([await ephemeral.renew('lease', 'bob', 60_000), await ephemeral.renew('lease', 'ada', 60_000)]).toEqual([
      false,
      true,
    ]);
    await ephemeral.release('lease', 'bob');
    expect(await ephemeral.acquire('lease', 'bob', 60_000)).toBe(false);
    await ephemeral.release('lease', 'ada');
    expect(await ephemeral.acquire('lease', 'bob', 60_000)).toBe(true);
  });
});
