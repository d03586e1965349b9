import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Answer } from '../harness/answer.js';
import type { Person } from '../harness/person.js';
import type { Visitor } from '../harness/visitor.js';
import { World } from '../harness/world.js';
import { shelve } from '../tracks/catalogue.js';
import { type Belongings, belongingsOf, callAs } from './belongings.js';
import { changes, documentedRoutes, nameOf, namesSomething, type Route, routesOf } from './route-table.js';

/** What a guest may call although it is no reading. A route that is not here answers 401, or this story fails. */
const OPEN_TO_GUESTS = [
  // The token in it says who is signing in.
  'POST /auth/exchange',
  // A question that is too long for an address.
  'POST /artists/batch',
  // Guests' plays are counted too.
  'POST /tracks/{id}/play',
  // For programs; they ask for keys of their own.
  'POST /transcode',
  'POST /scan',
];

/** What changes nothing in repositories, so that a grant without their scopes will do (AUTH-09). */
const WRITES_NO_RECORD = [
  ...OPEN_TO_GUESTS,
  'POST /auth/logout',
  'POST /uploads/tus',
  'PATCH /uploads/tus/{id}',
  'DELETE /uploads/tus/{id}',
  'PUT /queue',
  'POST /now-playing',
  'DELETE /now-playing',
  'PUT /preferences',
  'POST /preferences',
  'PATCH /preferences',
  'POST /account/sync/retry',
];

/** What others may do to what they do not own. */
const OPEN_TO_OTHERS = [
  'POST /tracks/{id}/like',
  'DELETE /tracks/{id}/like',
  'POST /tracks/{id}/comments',
  'POST /tracks/{id}/play',
];

type Problem = { code?: string };

let world: World;
let mallory: Person;
let own: Belongings;
let writes: Route[];

beforeAll(async () => {
  world = await World.open();
  mallory = await world.artist('mallory');
  own = await belongingsOf(world, await world.artist('bob'));
  writes = routesOf(world).filter(changes);
  await world.settled();
});
afterAll(() => world.close());

/** One line for each route whose answer is not as it should be. */
async function wrong(
  routes: Route[],
  who: Visitor,
  isRight: (answer: Answer<Problem>) => boolean,
  headers?: Record<string, string>,
): Promise<string[]> {
  const lines: string[] = [];
  for (const route of routes) {
    const answer = await callAs<Problem>(who, route, own, headers);
    if (!isRight(answer)) lines.push(`${nameOf(route)}: ${answer.status} ${answer.body.code ?? ''}`);
  }
  return lines;
}

const isProblem = ({ headers, body }: Answer<Problem>) =>
  (headers.get('content-type') ?? '').startsWith('application/problem+json') && typeof body.code === 'string';
const isOneOf = (names: string[]) => (route: Route) => names.includes(nameOf(route));

test('the table holds all that the contract says, and the exceptions are routes', () => {
  const known = routesOf(world).map(nameOf);
  expect(known.length).toBeGreaterThan(50);
  expect(known).toEqual(expect.arrayContaining(documentedRoutes().map(nameOf)));
  expect(known).toEqual(expect.arrayContaining([...WRITES_NO_RECORD, ...OPEN_TO_OTHERS]));
});

describe('SEC-04: nothing is changed', () => {
  test('by guests', async () => {
    const closed = writes.filter((route) => !isOneOf(OPEN_TO_GUESTS)(route));
    const refused = (answer: Answer<Problem>) => answer.status === 401 && answer.body.code === 'auth.required';
    expect(await wrong(closed, world.visitor(), refused)).toEqual([]);
  });

  test('by a session that is over', async () => {
    const closed = writes.filter((route) => !isOneOf(OPEN_TO_GUESTS)(route));
    const late = world.visitor();
    late.bearer = 'x'.repeat(43);
    const refused = (answer: Answer<Problem>) => answer.status === 401 && answer.body.code === 'auth.session_invalid';
    expect(await wrong(closed, late, refused)).toEqual([]);
  });

  test('SEC-06: by a page of somebody else in the owner’s browser', async () => {
    const refused = (answer: Answer<Problem>) => answer.status === 403 && answer.body.code === 'request.bad_origin';
    expect(await wrong(writes, own.owner, refused, { origin: 'https://elsewhere.example' })).toEqual([]);
  });

  test('AUTH-09: by their owner, while what was granted does not cover the records', async () => {
    const before = await belongings();
    const closed = writes.filter((route) => !isOneOf(WRITES_NO_RECORD)(route));
    const refused = (answer: Answer<Problem>) =>
      answer.status === 403 && answer.body.code === 'auth.scope_upgrade_required';
    const granted = await world.database.one<{ scopes: string }>('select scopes from oauth_grants where did = $1', [
      own.owner.did,
    ]);
    const grant = (scopes: string) =>
      world.database.rows('update oauth_grants set scopes = $2 where did = $1', [own.owner.did, scopes]);
    await grant('atproto');
    expect(await wrong(closed, own.owner, refused)).toEqual([]);
    expect(await belongings()).toEqual(before);
    await grant(granted?.scopes ?? '');
  });

  const byOthers = async () => {
    const before = await belongings();
    const closed = writes.filter((route) => namesSomething(route) && !isOneOf(OPEN_TO_OTHERS)(route));
    const refused = (answer: Answer<Problem>) => [403, 404].includes(answer.status) && isProblem(answer);
    expect(await wrong(closed, mallory, refused)).toEqual([]);
    expect(await belongings()).toEqual(before);
  };
  test('by other people, in what is not theirs', byOthers);

  test('nor by an operator, who is one of them here', async () => {
    await world.stop();
    await world.start({ ADMIN_DIDS: mallory.did });
    await byOthers();
    await world.stop();
    await world.start();
  });
});

test('GEN-06: what others may not see is not there for them, whatever they try', async () => {
  const secret = await shelve(world, own.owner, { visibility: 'private' });
  const { body } = await own.owner.get<{ file_id: string }>(`/tracks/${secret}`);
  const hidden = { ...own, track: secret, fileId: body.file_id, comment: await commentNobodyShows() };
  const lines: string[] = [];
  for (const route of routesOf(world)) {
    if (!/^\/(tracks\/(\{id\}|comments\/)|audio\/)/.test(route.path)) continue;
    const guests = changes(route) ? [] : [world.visitor()];
    for (const who of [mallory, ...guests]) {
      const answer = await callAs<Problem>(who, route, hidden);
      if (answer.status !== 404 || !isProblem(answer)) lines.push(`${nameOf(route)}: ${answer.status}`);
    }
  }
  expect(lines).toEqual([]);
});

// Last, because it uses up what bob has: without it, a wrong address would look like a good lock.
test('the same requests of the owner get through', async () => {
  const depth = ({ method, path }: Route) => (method === 'DELETE' ? -path.split('/').length : -Infinity);
  const ordered = writes
    .filter((route) => namesSomething(route) && !isOneOf(OPEN_TO_OTHERS)(route))
    .toSorted((a, b) => depth(a) - depth(b) || 0);
  const passed = (answer: Answer<Problem>) => answer.status < 500 && ![401, 403, 404].includes(answer.status);
  expect(await wrong(ordered, own.owner, passed)).toEqual([]);
});

/** On a track that went private after it was said. */
async function commentNobodyShows(): Promise<number> {
  const track = await shelve(world, own.owner);
  const said = await own.owner.post<{ id: number }>(`/tracks/${track}/comments`, { text: 'ours', timestamp_ms: 0 });
  await world.database.rows(`update tracks set visibility = 'private' where id = $1`, [track]);
  return said.body.id;
}

/** The rows that a stranger could have changed. */
async function belongings(): Promise<Record<string, unknown>> {
  const rows: Record<string, unknown> = {};
  for (const table of [
    'tracks',
    'albums',
    'album_tracks',
    'playlists',
    'playlist_tracks',
    'comments',
    'staged_uploads',
  ])
    rows[table] = await world.database.rows(`select to_jsonb(x) as row from ${table} x order by to_jsonb(x)::text`);
  return rows;
}
