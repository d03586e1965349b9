import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { Busy, takeLock, withLock } from '../lock.mjs';
import { temporaryFolder } from './temporary.mjs';

const LOCK = new URL('../lock.mjs', import.meta.url).href;

test('one holder at a time; the note of the holder can be read', (t) => {
  const file = path.join(temporaryFolder(t), 'lock');
  const lock = takeLock(file);
  lock.note({ url: 'http://127.0.0.1:8001' });
  assert.throws(
    () => takeLock(file),
    (error) => error instanceof Busy && error.holder.url === 'http://127.0.0.1:8001',
  );
  lock.release();
  takeLock(file).release();
  assert.deepEqual(fs.readdirSync(path.dirname(file)), []);
});

test('a holder that was killed holds nothing', async (t) => {
  const file = path.join(temporaryFolder(t), 'lock');
  const holder = spawn(process.execPath, ['--input-type=module', '-e', hold(file)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(holder.stdout, 'data');
  assert.throws(() => takeLock(file), Busy);
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  takeLock(file).release();
});

test('a process that got the number of a dead holder is not taken for it', (t) => {
  const file = path.join(temporaryFolder(t), 'lock');
  fs.writeFileSync(file, JSON.stringify({ pid: process.ppid, born: 'long ago' }));
  takeLock(file).release();
});

test('of many that find a dead holder at once, one after the other gets the lock', async (t) => {
  const file = path.join(temporaryFolder(t), 'lock');
  fs.writeFileSync(file, JSON.stringify({ pid: 2 ** 22 - 1, born: 'long ago' }));
  let inside = 0;
  const most = await Promise.all(
    Array.from({ length: 4 }, () =>
      withLock(file, async () => {
        inside += 1;
        await new Promise((resolve) => setTimeout(resolve, 5));
        return inside--;
      }),
    ),
  );
  assert.deepEqual(most, [1, 1, 1, 1]);
});

function hold(file) {
  return `import { takeLock } from ${JSON.stringify(LOCK)};
    takeLock(${JSON.stringify(file)});
    process.stdout.write('held');
    setInterval(() => {}, 1000);`;
}
