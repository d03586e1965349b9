import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { ensureInstalled, isInstalled } from '../install.mjs';
import { temporaryFolder } from './temporary.mjs';

const LOCK = {
  packages: {
    '': { name: 'root' },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/tool': { version: '2.0.0', dev: true },
    'node_modules/other-system': { version: '3.0.0', optional: true },
  },
};

/** A clone in which npm has put these packages. */
function clone(t, present) {
  const root = temporaryFolder(t);
  fs.writeFileSync(path.join(root, 'package.json'), '{}');
  fs.writeFileSync(path.join(root, 'package-lock.json'), JSON.stringify(LOCK));
  if (present) {
    fs.mkdirSync(path.join(root, 'node_modules'));
    fs.writeFileSync(path.join(root, 'node_modules/.package-lock.json'), JSON.stringify({ packages: present }));
  }
  return root;
}

test('a fresh clone has nothing installed', (t) => {
  const root = clone(t);
  assert.deepEqual([isInstalled(root, 'product'), isInstalled(root, 'everything')], [false, false]);
});

test('without the tools of tests it serves for running, with them for both', (t) => {
  const product = { 'node_modules/a': { version: '1.0.0' } };
  const some = clone(t, product);
  assert.deepEqual([isInstalled(some, 'product'), isInstalled(some, 'everything')], [true, false]);
  const all = clone(t, { ...product, 'node_modules/tool': { version: '2.0.0' } });
  assert.deepEqual([isInstalled(all, 'product'), isInstalled(all, 'everything')], [true, true]);
});

test('another version than the lock asks for does not serve', (t) => {
  assert.equal(isInstalled(clone(t, { 'node_modules/a': { version: '0.9.0' } }), 'product'), false);
});

test('a changed lock asks for a new installation', (t) => {
  const root = clone(t, { 'node_modules/a': { version: '1.0.0' } });
  assert.equal(isInstalled(root, 'product'), true);
  fs.writeFileSync(
    path.join(root, 'package-lock.json'),
    JSON.stringify({ packages: { ...LOCK.packages, 'node_modules/b': { version: '1.0.0' } } }),
  );
  assert.equal(isInstalled(root, 'product'), false);
});

test('what lies behind a link belongs to another tree, and is not touched', async (t) => {
  const [owner, guest] = [clone(t, { 'node_modules/a': { version: '0.9.0' } }), clone(t)];
  fs.symlinkSync(path.join(owner, 'node_modules'), path.join(guest, 'node_modules'), 'junction');
  const steps = { run: () => assert.fail('it began to install') };
  await assert.rejects(ensureInstalled({ root: guest, steps }, 'everything'), /is a link/);
});

test('a manifest that changed in nothing that is installed leaves what is there', async (t) => {
  const root = clone(t, {
    'node_modules/a': { version: '1.0.0' },
    'node_modules/tool': { version: '2.0.0', dev: true },
  });
  fs.writeFileSync(
    path.join(root, 'node_modules/.plyr-installed.json'),
    JSON.stringify({ hash: 'of before', holds: 'everything' }),
  );
  assert.equal(isInstalled(root, 'everything'), true);
});
