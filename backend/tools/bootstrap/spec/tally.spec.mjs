import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { countJest, countPlaywright, countTap, Tally } from '../tally.mjs';
import { temporaryFolder } from './temporary.mjs';

function report(t, content) {
  const file = path.join(temporaryFolder(t), 'report');
  fs.writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

test('a file that could not be loaded counts as a failure', (t) => {
  const testResults = [
    { status: 'failed', assertionResults: [] },
    { status: 'failed', assertionResults: [{}] },
  ];
  const file = report(t, { numPassedTests: 3, numFailedTests: 1, testResults });
  assert.deepEqual(countJest(file), { passed: 3, failed: 2, unsteady: 0 });
});

test('what passed only at its second try is told apart', (t) => {
  const assertionResults = [
    { status: 'passed', invocations: 2 },
    { status: 'passed', invocations: 1 },
    { status: 'failed', invocations: 2 },
  ];
  const file = report(t, {
    numPassedTests: 2,
    numFailedTests: 1,
    testResults: [{ status: 'failed', assertionResults }],
  });
  assert.deepEqual(countJest(file), { passed: 2, failed: 1, unsteady: 1 });
});

test('errors outside of browser stories count as failures', (t) => {
  const file = report(t, { stats: { expected: 5, flaky: 1, unexpected: 2, skipped: 4 }, errors: [{}] });
  assert.deepEqual(countPlaywright(file), { passed: 6, failed: 3, unsteady: 1 });
});

test('the sum is over all runners', (t) => {
  const tally = new Tally();
  tally.add(countTap(report(t, 'ok 1 - a\n# tests 14\n# pass 12\n# fail 1\n# cancelled 1\n')));
  tally.add({ passed: 2, failed: 0 });
  assert.deepEqual({ ...tally }, { passed: 14, failed: 2, unsteady: 0 });
});
