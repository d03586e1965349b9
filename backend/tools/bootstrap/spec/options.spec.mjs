import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isNewEnough } from '../node-runtime.mjs';
import { readOptions, USAGE, UsageError } from '../options.mjs';

test('options of a start, in both ways of writing', () => {
  const options = readOptions(['start', '--port', '9000', '--data-dir=/var/x', '--empty', '--json']);
  assert.equal(options.port, 9000);
  assert.equal(options.dataDir, '/var/x');
  assert.deepEqual([options.empty, options.json, options.fresh], [true, true, false]);
});

test('what nobody knows is refused with the usage', () => {
  for (const words of [
    ['begin'],
    ['start', '--prot', '1'],
    ['start', '--port', 'x'],
    ['start', '--port'],
    ['start', '--data-dir'],
  ]) {
    assert.throws(() => readOptions(words), UsageError, words.join(' '));
  }
});

test('every option of the usage is known', () => {
  const named = USAGE.match(/^ {2}--[\w-]+/gm).map((text) => text.trim());
  const values = { '--port': '9000', '--data-dir': '/var/x' };
  assert.ok(named.length > 5);
  for (const name of named)
    assert.doesNotThrow(() => readOptions(['start', values[name] ? `${name}=${values[name]}` : name]));
});

test('data that is deleted at the end is never data that was named', () => {
  assert.throws(() => readOptions(['start', '--temporary', '--data-dir', '/var/x']), UsageError);
});

test('words of a test run are for its runner', () => {
  assert.deepEqual(readOptions(['test', 'backend/test/a.test.ts', '-t', 'a name']).rest, [
    'backend/test/a.test.ts',
    '-t',
    'a name',
  ]);
});

test('the system’s Node serves when it has long support and is new enough', () => {
  const verdicts = {
    '18.20.0': false,
    '20.20.2': false,
    '22.18.0': false,
    '22.19.0': true,
    '23.11.0': false,
    '24.11.0': true,
    '26.0.0': true,
  };
  for (const [version, verdict] of Object.entries(verdicts)) assert.equal(isNewEnough(version), verdict, version);
});

test('the words of a command of an operator are for that command, --help too', () => {
  const options = readOptions(['rebuild', '--help', '--did', 'did:plc:x']);
  assert.deepEqual([options.help, options.rest], [false, ['--help', '--did', 'did:plc:x']]);
  assert.equal(readOptions(['bench', '--help']).help, true);
});
