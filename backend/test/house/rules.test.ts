import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Houses of a few files; in each one fault is planted, and the rules of the real house must find it. */
const CRUISE = path.join(import.meta.dirname, 'cruise.mjs');
let street: string;
let broken: Record<string, string[]>;

beforeAll(() => {
  street = mkdtempSync(path.join(tmpdir(), 'house-'));
  const houses = Object.entries(HOUSES).map(([name, changes]) => build(path.join(street, name), changes));
  broken = JSON.parse(execFileSync(process.execPath, [CRUISE, ...houses], { encoding: 'utf8' })) as typeof broken;
});
afterAll(() => rmSync(street, { recursive: true, force: true }));

const SOUND: Record<string, string> = {
  'tsconfig.json': '{"compilerOptions":{"module":"nodenext","target":"es2023"}}',
  'backend/src/common/errors.ts': 'export const errors = 1;',
  'backend/src/contracts/events.ts': "import { errors } from '../common/errors.js';\nexport const events = errors;",
  'backend/src/platform/http/index.ts': "export { http } from './http.js';",
  'backend/src/platform/http/http.ts': 'export const http = 1;',
  'backend/src/platform/database/index.ts': 'export const database = 1;',
  'backend/src/modules/media/index.ts': "export { media } from './media.service.js';",
  'backend/src/modules/media/media.service.ts': 'export const media = 1;',
  'backend/src/modules/tracks/index.ts': "export { tracks } from './tracks.service.js';",
  'backend/src/modules/tracks/tracks.service.ts':
    "import { media } from '../media/index.js';\nexport const tracks = media;",
  'backend/src/modules/tracks/track.entity.ts': 'export class Track {}',
  'backend/src/modules/tracks/tracks.repository.ts':
    "import { Track } from './track.entity.js';\nexport const rows = Track;",
  'backend/src/modules/tracks/tracks.controller.ts':
    "import { tracks } from './tracks.service.js';\nexport const controller = tracks;",
  'frontend/src/lib/util/clock.ts': 'export const clock = 1;',
  'frontend/src/lib/api/client.ts': "import { clock } from '../util/clock.js';\nexport const client = clock;",
  'frontend/src/lib/ui/button.ts': 'export const button = 1;',
  'frontend/src/lib/features/row.ts': "import { button } from '../ui/button.js';\nexport const row = button;",
};

const MODULES = 'backend/src/modules';
const FAULTS: [rule: string, file: string, text: string][] = [
  [
    'ladder-media',
    `${MODULES}/media/media.service.ts`,
    "import type { tracks } from '../tracks/index.js';\nexport const media = {} as typeof tracks;",
  ],
  [
    'front-door',
    `${MODULES}/tracks/tracks.service.ts`,
    "import { media } from '../media/media.service.js';\nexport const tracks = media;",
  ],
  [
    'front-door-from-above',
    'backend/src/main.ts',
    "import { tracks } from './modules/tracks/tracks.service.js';\nexport const app = tracks;",
  ],
  [
    'rung',
    `${MODULES}/radio/radio.service.ts`,
    "import { media } from '../media/index.js';\nexport const radio = media;",
  ],
  ['rung-orphan', `${MODULES}/radio/radio.service.ts`, 'export const radio = 1;'],
  [
    'platform-door',
    `${MODULES}/media/media.service.ts`,
    "import { http } from '../../platform/http/http.js';\nexport const media = http;",
  ],
  [
    'platform-door',
    'backend/src/platform/database/index.ts',
    "import { http } from '../http/http.js';\nexport const database = http;",
  ],
  [
    'common-is-pure',
    'backend/src/common/errors.ts',
    "import { http } from '../platform/http/index.js';\nexport const errors = http;",
  ],
  [
    'contracts-know-common',
    'backend/src/contracts/events.ts',
    "import { http } from '../platform/http/index.js';\nexport const events = http;",
  ],
  [
    'platform-knows-no-domain',
    'backend/src/platform/http/http.ts',
    "import { media } from '../../modules/media/index.js';\nexport const http = media;",
  ],
  [
    'controllers-see-no-rows',
    `${MODULES}/tracks/tracks.controller.ts`,
    "import { rows } from './tracks.repository.js';\nexport const controller = rows;",
  ],
  [
    'no-circles',
    `${MODULES}/tracks/track.entity.ts`,
    "import type { rows } from './tracks.repository.js';\nexport class Track { rows!: typeof rows }",
  ],
  [
    'floor-util',
    'frontend/src/lib/util/clock.ts',
    "import { client } from '../api/client.js';\nexport const clock = () => client;",
  ],
  [
    'floor-ui-state-player',
    'frontend/src/lib/ui/button.ts',
    "import { row } from '../features/row.js';\nexport const button = () => row;",
  ],
  [
    'client-apart',
    'frontend/src/lib/features/row.ts',
    "import { errors } from '../../../../backend/src/common/errors.js';\nexport const row = errors;",
  ],
  [
    'no-tests-in-product',
    `${MODULES}/media/media.service.ts`,
    "import { fixture } from '../../../test/fixture.js';\nexport const media = fixture;",
  ],
];

const TYPEORM = {
  'node_modules/typeorm/package.json': '{"name":"typeorm","main":"index.js"}',
  'node_modules/typeorm/index.js': '',
};
const HOUSES: Record<string, Record<string, string>> = {
  sound: {},
  ...Object.fromEntries(
    FAULTS.map(([, file, text], index) => [
      `fault-${index}`,
      { [file]: text, 'backend/test/fixture.ts': 'export const fixture = 1;' },
    ]),
  ),
  'typeorm-in-a-service': {
    ...TYPEORM,
    [`${MODULES}/media/media.service.ts`]: "import * as typeorm from 'typeorm';\nexport const media = typeorm;",
  },
  'typeorm-in-a-repository': {
    ...TYPEORM,
    [`${MODULES}/media/media.repository.ts`]: "import * as typeorm from 'typeorm';\nexport const rows = typeorm;",
  },
};

function build(house: string, changes: Record<string, string>): string {
  for (const [file, text] of Object.entries({ ...SOUND, ...changes })) {
    mkdirSync(path.dirname(path.join(house, file)), { recursive: true });
    writeFileSync(path.join(house, file), text);
  }
  return house;
}

/** Names of the rules that are broken there. */
const brokenIn = (name: string) => broken[path.join(street, name)];

test('a sound house breaks no rule', () => {
  expect(brokenIn('sound')).toEqual([]);
});

test.each(FAULTS.map(([rule], index) => [rule, `fault-${index}`]))('the rule %s finds its fault', (rule, name) => {
  expect(brokenIn(name)).toContain(rule);
});

test('the rule typeorm-in-its-place finds SQL outside the repositories', () => {
  expect(brokenIn('typeorm-in-a-service')).toContain('typeorm-in-its-place');
  expect(brokenIn('typeorm-in-a-repository')).toEqual([]);
});

test('the ladder of the rules is the ladder of the application', () => {
  const rules = readFileSync('.dependency-cruiser.cjs', 'utf8');
  const application = readFileSync('backend/src/app.module.ts', 'utf8');
  const rungs = [...(/const LADDER = \[([^;]+)\]/.exec(rules)?.[1] ?? '').matchAll(/'([a-z-]+)'/g)].map(
    ([, name]) => name,
  );
  const folders = new Map(
    [...application.matchAll(/import \{ (\w+Module) \} from '\.\/modules\/([a-z-]+)\//g)].map(([, name, folder]) => [
      name,
      folder,
    ]),
  );
  const modules = [...(/LADDER = \[([^;]+)\];/.exec(application)?.[1] ?? '').matchAll(/\w+Module/g)].map(([name]) =>
    folders.get(name),
  );
  expect(modules).toEqual(rungs);
});
