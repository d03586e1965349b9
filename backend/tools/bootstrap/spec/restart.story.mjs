import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { isAlive } from '../lock.mjs';
import { removeDataFolder } from '../postgres/place.mjs';

const LAUNCHER = path.resolve(import.meta.dirname, '../run.mjs');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'plyr-story-'));
const data = path.join(folder, 'data');

after(() => {
  removeDataFolder(data);
  fs.rmSync(folder, { recursive: true, force: true });
});

test('launcher and backend are killed, and the next start has everything', async () => {
  const first = await start();
  const alice = await signIn(first.ready, 'alice.test');
  const made = await alice('/artists/', { method: 'POST', body: JSON.stringify({ display_name: 'Alice' }) });
  assert.ok(made.ok, await made.text());

  const parts = JSON.parse(fs.readFileSync(path.join(data, 'processes.json'), 'utf8'));
  process.kill(parts.find(({ name }) => name === 'backend').pid, 'SIGKILL');
  process.kill(launcherPid(), 'SIGKILL');
  await first.gone;

  const second = await start();
  assert.equal(parts.some(isAlive), false, 'nothing of the first start is left');
  const { control: before, ...same } = first.ready;
  const { control: now, ...again } = second.ready;
  assert.deepEqual(again, same, 'addresses, accounts and folder are the same');
  assert.notEqual(now.token, before.token);

  assert.equal((await (await alice('/auth/me')).json()).handle, 'alice.test');
  const artist = await (await alice('/artists/by-handle/alice.test')).json();
  assert.equal(artist.display_name, 'Alice');
  const repo = await fetch(`${second.ready.pds}/xrpc/com.atproto.repo.describeRepo?repo=alice.test`);
  assert.equal(repo.status, 200);

  second.launcher.kill('SIGTERM');
  assert.deepEqual(await second.gone, [0, null]);
  const left = JSON.parse(fs.readFileSync(path.join(data, 'processes.json'), 'utf8'));
  assert.deepEqual(left, [], 'an ordinary stop leaves no process');
});

async function start() {
  const launcher = spawn(process.execPath, [LAUNCHER, 'start', '--json', '--empty', '--data-dir', data], {
    env: { ...process.env, APP_ENV: 'test' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  launcher.stderr.on('data', (chunk) => (said += chunk));
  const gone = once(launcher, 'exit');
  const line = await Promise.race([
    once(createInterface(launcher.stdout), 'line').then(([text]) => text),
    gone.then(() => undefined),
  ]);
  assert.ok(line, `the product did not start:\n${said}`);
  return { launcher, gone, ready: JSON.parse(line) };
}

/** It may have gone on under another Node: the one that works is named in the lock. */
function launcherPid() {
  return JSON.parse(fs.readFileSync(path.join(data, '.lock'), 'utf8')).pid;
}

/** Signs in through the product's own routes; the control port stands for the pages of the PDS. */
async function signIn({ url, control, pds }, handle) {
  const { did } = await (await fetch(`${pds}/xrpc/com.atproto.identity.resolveHandle?handle=${handle}`)).json();
  const started = await fetch(`${url}/auth/start?handle=${handle}`, { redirect: 'manual' });
  const flow = cookieOf(started);
  const approved = await fetch(`${control.url}/approve`, {
    method: 'POST',
    headers: { authorization: `Bearer ${control.token}` },
    body: JSON.stringify({ authorizeUrl: started.headers.get('location'), did }),
  });
  const { params } = await approved.json();
  const back = await fetch(`${url}/auth/callback?${params}`, { redirect: 'manual', headers: { cookie: flow } });
  const exchange_token = new URL(back.headers.get('location'), url).searchParams.get('exchange_token');
  const json = { 'content-type': 'application/json', origin: url };
  const session = await fetch(`${url}/auth/exchange`, {
    method: 'POST',
    headers: { ...json, cookie: flow },
    body: JSON.stringify({ exchange_token }),
  });
  const cookie = cookieOf(session);
  return (place, init = {}) => fetch(url + place, { ...init, headers: { ...json, cookie } });
}

function cookieOf(response) {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}
