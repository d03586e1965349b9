import assert from 'node:assert/strict';
import { once } from 'node:events';
import test from 'node:test';
import { allOrNone } from '../all-or-none.mjs';

/** Stops when it is called off, and says no more than that. */
async function calledOff({ signal }) {
  await once(signal, 'abort');
  throw new Error('was called off');
}

test('what failed first is told, also from works inside others', async () => {
  const calling = new AbortController();
  const broken = Promise.reject(new Error('the disk is full'));
  const inner = allOrNone(calling, [broken, calledOff(calling)]);
  await assert.rejects(allOrNone(calling, [calledOff(calling), inner]), /the disk is full/);
});

test('nothing is called off when all is well', async () => {
  const calling = new AbortController();
  assert.deepEqual(await allOrNone(calling, [Promise.resolve(1), Promise.resolve(2)]), [1, 2]);
  assert.equal(calling.signal.aborted, false);
});
