import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { chooseDataFolder, emptyDataFolder, prepareDataFolder } from '../data-folder.mjs';
import { canEnter, isRoot, serverAccount } from '../postgres/access.mjs';
import { clusterFolder, removeCluster } from '../postgres/place.mjs';
import { ensureSecrets } from '../secrets.mjs';
import { temporaryFolder } from './temporary.mjs';

test('a folder with something else in it is left alone', (t) => {
  const folder = temporaryFolder(t);
  fs.writeFileSync(path.join(folder, 'thesis.doc'), '');
  assert.throws(() => prepareDataFolder(folder), /holds something else/);
});

test('beginning anew removes what is ours and nothing else', (t) => {
  const folder = temporaryFolder(t);
  prepareDataFolder(folder);
  ensureSecrets(folder);
  fs.mkdirSync(path.join(folder, 'storage/audio'), { recursive: true });
  fs.writeFileSync(path.join(folder, 'notes.txt'), 'mine');
  emptyDataFolder(folder);
  assert.deepEqual(fs.readdirSync(folder), ['notes.txt']);
});

test('the folder that was asked for is taken as it is', () => {
  assert.equal(chooseDataFolder('/clone', { dataDir: '/elsewhere/data' }), '/elsewhere/data');
});

test('a temporary folder is a new one each time', (t) => {
  const [one, other] = [
    chooseDataFolder('/clone', { temporary: true }),
    chooseDataFolder('/clone', { temporary: true }),
  ];
  t.after(() => [one, other].forEach((folder) => fs.rmSync(folder, { recursive: true })));
  assert.notEqual(one, other);
  assert.deepEqual(fs.readdirSync(one), []);
});

test(
  'as root, data below a private folder keeps its database where the server can reach it',
  { skip: !isRoot() },
  (t) => {
    const folder = path.join(temporaryFolder(t), 'private/data');
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    fs.chmodSync(path.dirname(folder), 0o700);
    const account = serverAccount();
    assert.equal(canEnter(folder, account), false);
    const cluster = clusterFolder(folder, account);
    t.after(() => removeCluster(folder));
    assert.equal(canEnter(path.dirname(cluster), account), true);
    assert.equal(fs.readlinkSync(path.join(folder, 'postgres')), cluster);
    assert.equal(clusterFolder(folder, account), cluster);
  },
);
