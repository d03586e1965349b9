import assert from 'node:assert/strict';
import { test } from 'node:test';
import { affectedBy, stepsFor } from '../affected.mjs';
import { changeMeant, sorted } from '../changes.mjs';

const change = (...present) => ({ present, gone: [] });
const sides = (...files) =>
  Object.entries(affectedBy(change(...files)).types)
    .filter(([, isMeant]) => isMeant)
    .map(([side]) => side);

test('TEST-03: types are checked of the sides that a change touches', () => {
  assert.deepEqual(sides('backend/src/modules/likes/likes.service.ts'), ['backend']);
  assert.deepEqual(sides('backend/test/likes/like.test.ts'), ['backend']);
  assert.deepEqual(sides('migrations/1-create.ts'), ['backend']);
  assert.deepEqual(sides('frontend/src/lib/ui/Art.svelte'), ['client']);
  assert.deepEqual(sides('frontend/src/service-worker/index.ts'), ['client', 'serviceWorker']);
  assert.deepEqual(sides('frontend/e2e/queue.spec.ts'), ['stories']);
  assert.deepEqual(sides('docs/api/openapi.json'), ['client']);
  assert.deepEqual(sides('docs/status.md', 'backend/src/modules/likes/README.md'), []);
});

test('TEST-03: a file that is gone is not linted, and those who used it are looked at', () => {
  const affected = affectedBy({ present: [], gone: ['backend/src/modules/likes/old.ts'] });
  assert.deepEqual([affected.formatted, affected.linted, affected.specs.backend], [[], [], []]);
  assert.deepEqual([affected.types.backend, affected.order], [true, true]);
});

test('TEST-02: each tool sees the files that are its own', () => {
  const files = [
    ...['backend/src/a.ts', 'frontend/src/b.svelte', 'frontend/src/c.css', 'frontend/src/d.browser.spec.ts'],
    ...['docs/e.md', 'lexicons/generated/fm.ts', 'backend/tools/bootstrap/f.mjs'],
  ];
  const { formatted, linted, styled, specs, lexicons } = affectedBy(change(...files));
  assert.deepEqual(formatted, files);
  assert.deepEqual(linted, [files[0], files[1], files[3], files[6]]);
  assert.deepEqual(styled, [files[1], files[2]]);
  assert.deepEqual(specs, { backend: [files[0]], client: [files[1]], launcher: true });
  assert.equal(lexicons, true);
});

test('TEST-02: what every check stands on affects everything', () => {
  for (const file of [
    'package-lock.json',
    'frontend/package.json',
    'eslint.config.js',
    '.prettierrc.json',
    'tsconfig.json',
  ])
    assert.equal(affectedBy(change(file)).everything, true, file);
  for (const file of ['docs/testing.md', 'lexicons/fm/plyr/like.json', 'backend/src/main.ts'])
    assert.equal(affectedBy(change(file)).everything, false, file);
});

test('TEST-02: a pull request is told what its change can affect', () => {
  const all = ['build', 'contract', 'launcher', 'backend', 'client', 'browser'];
  assert.deepEqual(stepsFor(change('docs/status.md')), []);
  assert.deepEqual(stepsFor(change('backend/test/likes/like.test.ts')), ['build', 'backend']);
  assert.deepEqual(stepsFor(change('frontend/src/app.html')), ['build', 'client', 'browser']);
  assert.deepEqual(stepsFor(change('frontend/e2e/queue.spec.ts')), ['build', 'browser']);
  assert.deepEqual(stepsFor(change('backend/src/main.ts')), ['build', 'contract', 'backend', 'browser']);
  for (const file of ['package.json', '.ci/run']) assert.deepEqual(stepsFor(change(file)), all);
  assert.deepEqual(stepsFor({ present: [], gone: ['migrations/1-a.ts'] }), ['build', 'contract', 'backend', 'browser']);
});

test('which change is meant', () => {
  assert.equal(changeMeant([]), undefined);
  assert.equal(changeMeant(['backend']), undefined);
  assert.deepEqual(changeMeant(['--staged']), { kind: 'staged', since: undefined });
  assert.deepEqual(changeMeant(['--changed']), { kind: 'changed', since: undefined });
  assert.deepEqual(changeMeant(['--changed=origin/main']), { kind: 'changed', since: 'origin/main' });
});

test('what git lists, with names of any kind', () => {
  assert.deepEqual(sorted(['M', 'a b.ts', 'D', 'gone.ts', 'A', 'ä.ts']), {
    present: ['a b.ts', 'ä.ts'],
    gone: ['gone.ts'],
  });
});
