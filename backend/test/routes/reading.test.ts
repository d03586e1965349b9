import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Answer } from '../harness/answer.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { changes, documentedRoutes, nameOf, namesSomething, type Route, routesOf } from './route-table.js';

type Problem = { code?: string };

let world: World;
let bob: Person;
let reads: Route[];

beforeAll(async () => {
  world = await World.open();
  bob = await world.artist('bob');
  reads = routesOf(world).filter((route) => !changes(route) && route.method === 'GET');
});
afterAll(() => world.close());

const AT_ONCE = 12;
/** For more than a thousand questions on a busy machine. */
const MANY_MS = 120_000;

/** What stands in an address where an id, a number or a name belongs. */
const STRANGE = [
  '0',
  '-1',
  '1e3',
  'x',
  '99999999999999999999',
  randomUUID(),
  'did:plc:nobody',
  "'; drop table tracks; --",
  '%',
  '\u0000',
  '\ud83c\udfb5',
  '../../etc/passwd',
  'x'.repeat(500),
].map(encodeURIComponent);

/** Cursors as we make them, of places that no list has: the database would fail on some of them. */
const CRAFTED = [
  '{}',
  '2026-02-30T10:00:00.000000Z|1',
  '0000-01-01T00:00:00.000000Z|1',
  '2026-01-01T00:00:00.000000+23:59|1',
  '2026-01-01T00:00:00.000000Z|no-id',
  '[null,"0000-01-01T00:00:00.000000Z",1]',
].map((text) => Buffer.from(text).toString('base64url'));

/** Refused in the words of GEN-02, or answered; never a failure of ours. */
function complaint({ status, headers, body }: Answer<Problem>): string | null {
  if (status < 400) return null;
  if (status >= 500) return `${status} ${body.code ?? ''}`;
  const isProblem = (headers.get('content-type') ?? '').startsWith('application/problem+json');
  return isProblem && typeof body.code === 'string' ? null : `${status} without a code`;
}

/** Asks as a guest and as somebody, some questions at a time; one line for each bad answer. */
async function complaints(questions: { name: string; address: string }[]): Promise<string[]> {
  const lines: string[] = [];
  for (const who of [world.visitor(), bob]) {
    for (let start = 0; start < questions.length; start += AT_ONCE) {
      const some = questions.slice(start, start + AT_ONCE);
      const answers = await Promise.all(some.map(({ address }) => who.get<Problem>(address)));
      for (const [index, answer] of answers.entries()) {
        const line = complaint(answer);
        if (line) lines.push(`${some[index]?.name}: ${line}`);
      }
    }
  }
  return lines;
}

describe('GEN-02: reading never fails on our side', () => {
  const filled = (path: string, value: string) => path.replaceAll(/\{\w+\}/g, () => value);

  test(
    'for an address that names nothing',
    async () => {
      const questions = reads
        .filter(namesSomething)
        .flatMap(({ path }) =>
          STRANGE.map((value) => ({ name: `${path} with ${value}`, address: filled(path, value) })),
        );
      expect(await complaints(questions)).toEqual([]);
    },
    MANY_MS,
  );

  test(
    'for a query that makes no sense',
    async () => {
      const names = ['cursor', 'limit', 'offset', 'q', 'sort', 'type', 'tags', 'uri', 'path', 'url', 'artist_did'];
      const queryOf = (value: string) => names.map((name) => `${name}=${value}`).join('&');
      const questions = reads.flatMap(({ path }) =>
        STRANGE.map((value) => ({
          name: `${path}?… with ${value}`,
          address: `${filled(path, '1')}?${queryOf(value)}`,
        })),
      );
      expect(await complaints(questions)).toEqual([]);
    },
    MANY_MS,
  );

  test('for an address that is no text', async () => {
    for (const address of ['/tracks/%', '/tracks/%ff', '/artists/by-handle/%c3%28', '/nothing/here']) {
      expect(complaint(await bob.get<Problem>(address))).toBeNull();
    }
  });
});

describe('what a page of a list is asked with', () => {
  const paged = (name: string) =>
    documentedRoutes().filter(({ method, query }) => method === 'GET' && query.includes(name));
  const there = ({ path }: Route) =>
    path
      .replace('{handle}', bob.handle)
      .replace('{did}', bob.did)
      .replace('{path}', 'calm')
      .replace(/\{\w+\}/g, '1');

  test('is a cursor that a page before gave, else 400', async () => {
    const lines: string[] = [];
    for (const route of paged('cursor').filter((one) => !namesSomething(one))) {
      for (const cursor of ['x', 'AAAA', '%00', ...CRAFTED]) {
        const { status, body } = await bob.get<Problem>(`${there(route)}?cursor=${cursor}`);
        if (status !== 400 || body.code !== 'request.invalid_cursor')
          lines.push(`${nameOf(route)} cursor=${cursor}: ${status} ${body.code ?? ''}`);
      }
    }
    expect(lines).toEqual([]);
  });

  test('is a number of lines within bounds, else 422', async () => {
    const lines: string[] = [];
    for (const route of paged('limit').filter((one) => !namesSomething(one))) {
      for (const limit of ['0', '-1', '1.5', 'x', '100000', '']) {
        const { status, body } = await bob.get<Problem>(`${there(route)}?limit=${limit}`);
        if (status !== 422 || body.code !== 'request.invalid')
          lines.push(`${nameOf(route)} limit=${limit}: ${status} ${body.code ?? ''}`);
      }
    }
    expect(lines).toEqual([]);
  });
});
