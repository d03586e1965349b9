import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Metrics } from '../../src/platform/observability/index.js';
import { World } from '../harness/world.js';
import { nameOf, type Route, routesOf } from './route-table.js';

let world: World;
let routes: Route[];

beforeAll(async () => {
  world = await World.open();
  routes = routesOf(world);
});
afterAll(() => world.close());

const segmentsOf = ({ path }: Route) => path.split('/').slice(1);
const isParameter = (segment: string) => segment.startsWith('{');

/** Whether an address of `fixed` would also fit the pattern of `open`. */
function fits(fixed: Route, open: Route): boolean {
  const [mine, theirs] = [segmentsOf(fixed), segmentsOf(open)];
  if (fixed.method !== open.method || fixed.path === open.path) return false;
  if (theirs.at(-1) !== '{path}' && mine.length !== theirs.length) return false;
  return theirs.every((segment, index) => isParameter(segment) || segment === mine[index]);
}

test('no two routes are the same but for the names of their parameters', () => {
  const shapes = routes.map(({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`);
  expect(shapes.filter((shape, index) => shapes.indexOf(shape) !== index)).toEqual([]);
});

test('P-FIND-05: a fixed address is never taken for a parameter', async () => {
  const requests = world.get(Metrics).requests;
  const shadowed = routes.filter(
    (route) => !segmentsOf(route).some(isParameter) && routes.some((open) => fits(route, open)),
  );
  expect(shadowed.map(nameOf)).toEqual(expect.arrayContaining(['GET /tracks/me', 'GET /artists/me']));
  const lost: string[] = [];
  for (const route of shadowed) {
    requests.reset();
    await world.visitor().call(route.method, route.path);
    const { values } = await requests.get();
    const reached = new Set(values.map(({ labels }) => labels.route));
    if (!reached.has(route.path)) lost.push(`${nameOf(route)} reached ${[...reached].join(', ')}`);
  }
  expect(lost).toEqual([]);
});

test('GEN-03: every address is the same with a slash at its end, and under /api', async () => {
  const different: string[] = [];
  for (const { path } of routes.filter(({ method, path }) => method === 'GET' && !path.includes('{'))) {
    const statuses = [];
    for (const address of [path, `${path}/`.replace('//', '/'), `/api${path}`])
      statuses.push((await world.visitor().get(address)).status);
    if (new Set(statuses).size > 1) different.push(`${path}: ${statuses.join(', ')}`);
  }
  expect(different).toEqual([]);
});
