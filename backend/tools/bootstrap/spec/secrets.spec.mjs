import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { ensureSecrets, secretsFile } from '../secrets.mjs';
import { temporaryFolder } from './temporary.mjs';

test('secrets are made once, for their owner only', (t) => {
  const folder = temporaryFolder(t);
  const made = ensureSecrets(folder);
  assert.equal(fs.statSync(secretsFile(folder)).mode & 0o777, 0o600);
  assert.deepEqual(ensureSecrets(folder), made);
});

test('no two data folders share a secret', (t) => {
  const [one, other] = [ensureSecrets(temporaryFolder(t)), ensureSecrets(temporaryFolder(t))];
  for (const name of Object.keys(one)) assert.notEqual(one[name], other[name], name);
});

test('the encryption key is one that the product accepts: kid:base64 of 32 bytes', (t) => {
  const [kid, key] = ensureSecrets(temporaryFolder(t)).OAUTH_ENCRYPTION_KEY.split(':');
  assert.match(kid, /^[\w-]+$/);
  assert.equal(Buffer.from(key, 'base64').length, 32);
});

test('what a later version needs is added, what is there stays, by hand written lines too', (t) => {
  const folder = temporaryFolder(t);
  const { DEMO_SECRET: gone, ...kept } = ensureSecrets(folder);
  const lines = Object.entries({ ...kept, LOG_LEVEL: 'debug' }).map(([name, value]) => `${name}=${value}`);
  fs.writeFileSync(secretsFile(folder), `# a comment\n\n${lines.join('\n')}\n`);
  const completed = ensureSecrets(folder);
  assert.notEqual(completed.DEMO_SECRET, gone);
  assert.deepEqual({ ...completed, DEMO_SECRET: undefined }, { ...kept, LOG_LEVEL: 'debug', DEMO_SECRET: undefined });
});

test('data without its secrets is not started on, and not given new ones', (t) => {
  const folder = temporaryFolder(t);
  fs.mkdirSync(path.join(folder, 'postgres'));
  assert.throws(() => ensureSecrets(folder), /is gone/);
  assert.equal(fs.existsSync(secretsFile(folder)), false);
});
