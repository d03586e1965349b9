/**
 * The order of the house, as rules (docs/architecture.md). Calls go down the ladder, a module is entered by its front
 * door, and nothing goes round in a circle. `backend/test/house/rules.test.ts` plants a fault for each.
 */

// The ladder, bottom first; a module may call only those before it. The same order stands in app.module.ts.
const LADDER = [
  ['atproto'],
  ['media'],
  ['jobs'],
  ['preferences'],
  ['artists'],
  ['auth'],
  ['tags'],
  ['likes'],
  ['comments'],
  ['albums'],
  ['tracks'],
  ['playlists'],
  ['queue'],
  ['now-playing'],
  ['moderation'],
  ['search'],
  ['stats'],
  ['previews'],
  ['account'],
  ['health'],
].flat();

const SRC = 'backend/src';
const MODULES = `${SRC}/modules`;
const upward = LADDER.slice(0, -1).map((module, rung) => ({
  name: `ladder-${module}`,
  comment: `${module} calls a module above it; tell news by an event instead`,
  severity: 'error',
  from: { path: `^${MODULES}/${module}/` },
  to: { path: `^${MODULES}/(${LADDER.slice(rung + 1).join('|')})/` },
}));

const floors = ['util', 'api', 'ui|state|player', 'features'];
const aboveFloor = floors.slice(0, -1).map((floor, index) => ({
  name: `floor-${floor.replaceAll('|', '-')}`,
  comment: 'the floors of the client: util, api, ui and state, features, routes',
  severity: 'error',
  from: { path: `^frontend/src/lib/(${floor})/`, pathNot: '\\.spec\\.ts$' },
  to: { path: `^frontend/src/(lib/(${floors.slice(index + 1).join('|')})|routes)/` },
}));

module.exports = {
  forbidden: [
    ...upward,
    ...aboveFloor,
    {
      name: 'rung',
      comment: 'a new module must get a rung on the ladder (.dependency-cruiser.cjs and app.module.ts)',
      severity: 'error',
      from: { path: `^${MODULES}/(?!(${LADDER.join('|')})/)` },
      to: {},
    },
    {
      name: 'rung-orphan',
      comment: 'as `rung`, for a file that imports nothing',
      severity: 'error',
      from: { path: `^${MODULES}/(?!(${LADDER.join('|')})/)`, orphan: true },
      to: {},
    },
    {
      name: 'front-door',
      comment: 'another module is entered by its index.ts only',
      severity: 'error',
      from: { path: `^${MODULES}/([^/]+)/` },
      to: { path: `^${MODULES}/[^/]+/`, pathNot: [`^${MODULES}/$1/`, `^${MODULES}/[^/]+/index\\.ts$`] },
    },
    {
      name: 'front-door-from-above',
      comment: 'the entries know front doors only',
      severity: 'error',
      from: { path: `^${SRC}/[^/]+\\.ts$` },
      to: { path: `^${SRC}/(modules|platform)/[^/]+/`, pathNot: '/index\\.ts$' },
    },
    {
      name: 'platform-door',
      comment: 'a part of the platform is entered by its index.ts only',
      severity: 'error',
      from: { path: `^${SRC}/(?:modules/|platform/([^/]+)/)` },
      to: { path: `^${SRC}/platform/[^/]+/`, pathNot: [`^${SRC}/platform/$1/`, '/index\\.ts$'] },
    },
    {
      name: 'common-is-pure',
      comment: 'common imports nothing of ours',
      severity: 'error',
      from: { path: `^${SRC}/common/` },
      to: { path: `^${SRC}/(contracts|platform|modules)/` },
    },
    {
      name: 'contracts-know-common',
      comment: 'contracts import only common',
      severity: 'error',
      from: { path: `^${SRC}/contracts/` },
      to: { path: `^${SRC}/(platform|modules)/` },
    },
    {
      name: 'platform-knows-no-domain',
      comment: 'the platform serves the domain and does not know it',
      severity: 'error',
      from: { path: `^${SRC}/platform/` },
      to: { path: `^${SRC}/modules/` },
    },
    {
      name: 'controllers-see-no-rows',
      comment: 'a controller asks a service',
      severity: 'error',
      from: { path: '\\.controller\\.ts$' },
      to: { path: '\\.(entity|repository|queries)\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'typeorm-in-its-place',
      comment: 'SQL lives in entities, repositories, queries, platform/database and migrations',
      severity: 'error',
      from: {
        path: '^backend/src/',
        pathNot: [
          '\\.(entity|repository|queries|module)\\.ts$',
          '^backend/src/platform/(database|ephemeral)/',
          '\\.spec\\.ts$',
        ],
      },
      to: { path: 'node_modules/typeorm/' },
    },
    { name: 'no-circles', comment: 'not even of types', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'client-apart',
      comment: 'the client knows the backend by its contract only',
      severity: 'error',
      from: { path: '^frontend/src/' },
      to: { path: '^(backend|migrations|lexicons)/' },
    },
    {
      name: 'no-tests-in-product',
      comment: 'the product does not import its tests',
      severity: 'error',
      from: { path: '^(backend/src|frontend/src)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '\\.(spec|test)\\.ts$|^backend/(test|bench|devnet)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|build|\\.svelte-kit|lexicons/generated)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types', 'svelte'],
      extensions: ['.ts', '.js', '.mjs', '.svelte', '.svelte.ts', '.d.ts'],
    },
  },
};
