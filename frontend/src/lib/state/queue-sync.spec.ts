import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ApiProblem } from '../api/problem.ts';
import { settle } from '../player/stage.ts';
import { keptIn, type Kept } from '../util/kept.ts';
import { PlayerStage } from './player-stage.ts';
import { FakeQueueServer } from './fake-queue-server.ts';
import { QueueSync } from './queue-sync.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const ADA = 'did:plc:ada';
const road = { kind: 'playlist', id: 'p', label: 'road songs' };

/** A browser of its own. */
function inMemory(): Kept {
  const values = new Map<string, string>();
  return keptIn(() => ({
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
    clear: () => values.clear(),
    key: () => null,
    length: 0,
  }));
}

class Device extends PlayerStage {
  readonly words: string[] = [];
  readonly sync: QueueSync;
  readonly list = this.tracks(4);

  constructor(server: FakeQueueServer, kept: Kept = inMemory()) {
    super(kept);
    for (const track of this.list) server.catalogue.set(track.id, track);
    this.sync = new QueueSync({ server, queue: this.queue, say: (word) => this.words.push(word) });
    this.player.restore();
  }
}

async function signedIn(server: FakeQueueServer, kept?: Kept): Promise<Device> {
  const device = new Device(server, kept);
  await device.sync.begin(ADA);
  return device;
}

describe('saving', () => {
  test('Q-04: shown at once, sent together after a quiet moment, over the known revision', async () => {
    const server = new FakeQueueServer();
    const device = await signedIn(server);
    device.queue.add([device.list[0], device.list[1]]);
    device.queue.add([device.list[2]]);
    expect(device.order).toBe('[1] 2 3');
    await settle(200);
    expect(server.writes).toEqual([]);
    await settle(100);
    expect(server.writes).toMatchObject([{ over: 0, change: { entries: [{}, {}, {}] } }]);
    expect([server.tracks, device.queue.unsent]).toEqual([[1, 2, 3], []]);
  });

  test('Q-13: while it plays, only the position goes, every 10 s', async () => {
    const server = new FakeQueueServer();
    const device = await signedIn(server);
    device.player.start(device.list[0], { context: road, tracks: device.list });
    await settle(1_000);
    server.writes.length = 0;
    for (let second = 0; second < 25; second += 1) {
      device.sound.sounding[0]?.run(1);
      await settle(1_000);
    }
    expect(server.writes.map(({ change }) => change)).toEqual([{ progress_ms: 10_000 }, { progress_ms: 20_000 }]);
  });

  test('Q-13: a pause is saved; out of sight everything is, at once and as last words', async () => {
    const server = new FakeQueueServer();
    const device = await signedIn(server);
    device.player.start(device.list[0]);
    await settle(1_000);
    device.sound.sounding[0]?.run(4);
    await settle();
    device.player.pause();
    await settle(300);
    expect(server.state.progressMs).toBe(4_000);
    device.queue.add([device.list[1]]);
    void device.sync.flush();
    await Promise.resolve();
    expect(server.writes.at(-1)).toMatchObject({ last: true });
    await settle(0);
    expect(server.tracks).toEqual([1, 2]);
  });

  test('a lost connection loses nothing: it is sent when the server answers again', async () => {
    const server = new FakeQueueServer();
    const device = await signedIn(server);
    server.fault = ApiProblem.unreachable();
    device.queue.add([device.list[0]]);
    await settle(1_000);
    device.queue.add([device.list[1]]);
    await settle(1_000);
    expect(server.tracks).toEqual([]);
    server.fault = null;
    await settle(10_000);
    expect(server.tracks).toEqual([1, 2]);
    expect(device.words).toEqual([]);
  });

  test('what a page could not send before it died is sent by the next one', async () => {
    const server = new FakeQueueServer();
    const kept = inMemory();
    const before = await signedIn(server, kept);
    server.fault = ApiProblem.unreachable();
    before.queue.add([before.list[0]]);
    await settle(300);
    before.player.flush();
    before.sync.end();
    server.fault = null;
    const after = await signedIn(server, kept);
    expect([after.order, server.tracks]).toEqual(['[1]', [1]]);
  });

  test('Q-10: a refusal is said once, and does not go round', async () => {
    const server = new FakeQueueServer();
    const device = await signedIn(server);
    server.fault = problem(422);
    device.queue.add([device.list[0]]);
    await settle(60_000);
    device.queue.add([device.list[1]]);
    await settle(60_000);
    expect(device.words).toEqual(['your queue could not be saved. it stays as it is here.']);
    expect(server.writes).toHaveLength(2);
  });
});

describe('P-QUEUE-04: two devices', () => {
  test('both add at the same time, and both find both', async () => {
    const server = new FakeQueueServer();
    const desk = await signedIn(server);
    desk.queue.add([desk.list[0]]);
    await settle(300);
    const phone = await signedIn(server);
    desk.queue.add([desk.list[1]]);
    phone.queue.add([phone.list[2]]);
    await settle(1_000);
    expect(server.tracks).toEqual([1, 2, 3]);
    await desk.sync.refresh();
    expect([desk.order, phone.order]).toEqual(['[1] 2 3', '[1] 2 3']);
  });

  test('an answer that was lost does not make anything twice', async () => {
    const server = new FakeQueueServer();
    const desk = await signedIn(server);
    server.losesAnswers = true;
    desk.player.start(desk.list[0], { context: road, tracks: desk.list });
    await settle(300);
    server.losesAnswers = false;
    await settle(10_000);
    expect([server.tracks, desk.queue.unsent]).toEqual([[1, 2, 3, 4], []]);
  });

  test('Q-05, P-PLAY-05: a device that is silent follows, and starts nothing', async () => {
    const server = new FakeQueueServer();
    const desk = await signedIn(server);
    const phone = await signedIn(server);
    desk.player.start(desk.list[0], { context: road, tracks: desk.list });
    desk.player.next();
    await settle(300);
    desk.sound.sounding[0]?.run(12);
    await settle(300);
    await phone.sync.refresh();
    await settle();
    expect(phone.order).toBe('[2] 3 4');
    expect(phone.player).toMatchObject({ playing: false, positionMs: 12_000 });
    expect(phone.sound.media.flatMap(({ log }) => log)).not.toContain('play');
  });

  test('Q-05: what sounds goes on, whatever another device went to, and is the current one again', async () => {
    const server = new FakeQueueServer();
    const desk = await signedIn(server);
    desk.player.start(desk.list[0], { context: road, tracks: desk.list });
    await settle(300);
    const phone = await signedIn(server);
    phone.player.goTo(phone.queue.sections[0]?.rows[1]?.entry.entryId ?? '');
    await settle(300);
    expect(server.current).toBe(3);
    await desk.sync.refresh();
    await settle(300);
    expect([desk.heard, desk.order, server.current]).toEqual(['/audio/file-1', '[1] 2 3 4', 1]);
  });

  test('where another device is further in the same track, a silent one goes there', async () => {
    const server = new FakeQueueServer();
    const desk = await signedIn(server);
    desk.queue.add([desk.list[0]]);
    await settle(300);
    const phone = await signedIn(server);
    phone.player.play();
    await settle();
    phone.sound.sounding[0]?.run(90);
    await settle();
    phone.player.pause();
    await settle(300);
    await desk.sync.refresh();
    expect(desk.player.positionMs).toBe(90_000);
  });
});

describe('signing in and out', () => {
  test('Q-06, P-QUEUE-03: a guest is local, and costs no call', async () => {
    const server = new FakeQueueServer();
    const kept = inMemory();
    const guest = new Device(server, kept);
    guest.queue.add(guest.list);
    await settle(5_000);
    await guest.sync.refresh();
    expect([server.reads, server.writes]).toEqual([0, []]);
    expect(new Device(server, kept).order).toBe('[1] 2 3 4');
  });

  test('Q-06: an empty queue takes what the guest had', async () => {
    const server = new FakeQueueServer();
    const device = new Device(server);
    device.queue.add(device.list);
    await device.sync.begin(ADA);
    expect([device.order, server.tracks]).toEqual(['[1] 2 3 4', [1, 2, 3, 4]]);
  });

  test('Q-06: a queue that is there is taken instead', async () => {
    const server = new FakeQueueServer();
    const before = await signedIn(server);
    before.queue.add([before.list[3]]);
    await settle(300);
    const device = new Device(server);
    device.queue.add([device.list[0]]);
    await device.sync.begin(ADA);
    expect([device.order, server.tracks]).toEqual(['[4]', [4]]);
  });

  test('AUTH-12: the queue of another listener of this browser is not theirs', async () => {
    const server = new FakeQueueServer();
    const device = await signedIn(server);
    device.queue.add(device.list);
    await settle(300);
    const others = new FakeQueueServer();
    device.sync.end();
    const sync = new QueueSync({ server: others, queue: device.queue, say: () => undefined });
    await sync.begin('did:plc:bob');
    expect([device.order, others.tracks, device.player.track]).toEqual(['', [], null]);
  });

  test('a session that ended keeps what is done, and its owner sends it when back', async () => {
    const server = new FakeQueueServer();
    const device = await signedIn(server);
    device.queue.add([device.list[0]]);
    await settle(300);
    device.sync.end();
    device.queue.add([device.list[1]]);
    await settle(5_000);
    expect(server.tracks).toEqual([1]);
    await device.sync.begin(ADA);
    expect(server.tracks).toEqual([1, 2]);
  });

  test('signing out leaves nothing in this browser', async () => {
    const server = new FakeQueueServer();
    const kept = inMemory();
    const device = await signedIn(server, kept);
    device.player.start(device.list[0]);
    await settle(300);
    device.sync.end();
    device.player.stop();
    device.queue.forget();
    await settle(300);
    expect(device.sound.sounding).toEqual([]);
    expect(new Device(server, kept).order).toBe('');
    expect(server.tracks).toEqual([1]);
  });
});

function problem(status: number): ApiProblem {
  return new ApiProblem({ type: 't', title: 'no', status, code: 'no', detail: 'no' });
}
