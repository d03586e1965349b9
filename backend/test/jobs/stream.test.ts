import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import type { Visitor } from '../harness/visitor.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { type Progress, send, song } from '../tracks/uploading.js';

let world: World;
let bob: Person;
let eve: Person;

beforeAll(async () => {
  world = await World.open();
  bob = await world.artist('bob');
  eve = await world.person('eve');
});
afterAll(() => world.close());

interface Heard {
  id: number;
  name: string | undefined;
  data: Progress;
}

/** Listens until the server closes the stream. */
async function listen(listener: Visitor, path: string, lastEventId?: string): Promise<Heard[]> {
  const headers = { accept: 'text/event-stream', ...(lastEventId ? { 'last-event-id': lastEventId } : {}) };
  const response = await listener.fetch(path, { headers, signal: AbortSignal.timeout(20_000) });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  expect(response.headers.get('cache-control')).toBe('no-cache');
  expect(response.headers.get('x-accel-buffering')).toBe('no');
  const heard: Heard[] = [];
  const onEvent = ({ id, event, data }: EventSourceMessage) =>
    heard.push({ id: Number(id), name: event, data: JSON.parse(data) as Progress });
  const parser = createParser({ onEvent });
  for await (const chunk of response.body ?? []) parser.feed(Buffer.from(chunk).toString());
  return heard;
}

test('UP-05: an upload is followed from its first state to the end', async () => {
  const { upload_id, reserved_track_id } = await send(bob, { title: 'watched', file: await song('aiff', 30) });
  const heard = await listen(bob, `/tracks/uploads/${upload_id}/progress`);
  const phases = [...new Set(heard.map(({ data }) => data.phase))];
  const order = ['upload', 'analyze', 'transcode', 'metadata', 'image', 'database', 'atproto', 'completed'];
  expect(phases).toEqual(order.filter((phase) => phases.includes(phase)));
  expect(phases.at(-1)).toBe('completed');

  const running = heard.filter(({ data }) => data.status !== 'completed');
  expect(running.length).toBeGreaterThan(0);
  for (const { data } of running) expect(data).not.toHaveProperty('track_id');
  expect(heard.map(({ id }) => id)).toEqual(heard.map(({ id }) => id).toSorted((a, b) => a - b));

  const [last, done] = heard.slice(-2);
  expect(last).toMatchObject({ name: undefined, data: { status: 'completed', track_id: reserved_track_id } });
  expect(done).toMatchObject({ name: 'done', data: { status: 'completed', track_id: reserved_track_id } });
  expect(done?.id).toBe((last?.id ?? 0) + 1);

  const { body } = await bob.get<Progress>(`/tracks/uploads/${upload_id}`);
  expect(body).toEqual(done?.data);
});

test('JOB-02: who comes late hears the end; who heard it is sent away', async () => {
  const { upload_id } = await send(bob, { title: 'late', file: await song() });
  await world.settled();
  const path = `/tracks/uploads/${upload_id}/progress`;
  const late = await listen(bob, path);
  expect(late.map(({ name }) => name)).toEqual([undefined, 'done']);
  const again = await listen(bob, path, String(late.at(-1)?.id));
  expect(again.map(({ name }) => name)).toEqual(['done']);
});

test('UP-15: a failed upload ends its stream with its reason', async () => {
  const { bytes, name } = await song('wav', 6);
  const file = { bytes: bytes.subarray(0, bytes.length / 3), name };
  const { upload_id } = await send(bob, { title: 'cut', file });
  const heard = await listen(bob, `/tracks/uploads/${upload_id}/progress`);
  expect(heard.at(-1)).toMatchObject({ name: 'done', data: { status: 'failed', error: expect.any(String) } });
});

test("a stranger's upload and an unknown one are told as lost; guests hear nothing", async () => {
  const { upload_id } = await send(bob, { title: 'mine', file: await song() });
  for (const path of [`/tracks/uploads/${upload_id}/progress`, `/jobs/${upload_id}/events`, '/jobs/nonsense/events']) {
    const heard = await listen(eve, path);
    expect(heard.map(({ name }) => name)).toEqual([undefined, 'done']);
    expect(heard[0]?.data).toEqual({ status: 'failed', message: 'upload job not found', error: 'job lost' });
    expect((await world.visitor().get(path)).status).toBe(401);
  }
  expect((await eve.get(`/tracks/uploads/${upload_id}`)).body).toMatchObject({ code: 'jobs.not_found' });
  expect((await eve.get(`/jobs/${upload_id}`)).body).toMatchObject({ code: 'jobs.not_found' });
  await world.settled();
});

test('UP-20: a reloaded page finds what is still going on, page by page', async () => {
  await world.pds.away();
  const sent = [];
  for (let index = 0; index < 3; index++) {
    sent.push((await send(bob, { title: `open ${index}`, file: await song() })).upload_id);
    await world.database.rows(`select pg_sleep(0.3)`);
  }
  type Page = { jobs: { id: string; type: string }[]; next_cursor: string | null; has_more: boolean };
  const first = (await bob.get<Page>('/jobs?state=active&type=upload&limit=2')).body;
  expect(first.jobs.map(({ id }) => id)).toEqual([sent[2], sent[1]]);
  expect(first.has_more).toBe(true);
  const second = (await bob.get<Page>(`/jobs?state=active&limit=2&cursor=${first.next_cursor}`)).body;
  expect(second).toMatchObject({ jobs: [{ id: sent[0] }], next_cursor: null, has_more: false });
  expect((await eve.get<Page>('/jobs?state=active')).body.jobs).toEqual([]);
  expect((await bob.get('/jobs?cursor=nonsense')).body).toMatchObject({ code: 'request.invalid_cursor' });

  await world.pds.resume();
  await world.settled();
  expect((await bob.get<Page>('/jobs?state=active')).body.jobs).toEqual([]);
}, 60_000);

test('JOB-02: a stream does not hold up the end of the process', async () => {
  await world.pds.away();
  const { upload_id } = await send(bob, { title: 'open end', file: await song() });
  const listening = listen(bob, `/tracks/uploads/${upload_id}/progress`);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const began = Date.now();
  await world.stop();
  expect(Date.now() - began).toBeLessThan(5_000);
  const heard = await listening;
  expect(heard.at(-1)?.name).toBeUndefined();
  await world.pds.resume();
  await world.start();
  await world.settled();
}, 60_000);
