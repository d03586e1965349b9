import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { hashOf, readStamp, writeStamp } from '../stamps.mjs';
import { temporaryFolder } from './temporary.mjs';

function tree(t) {
  const root = temporaryFolder(t);
  fs.mkdirSync(path.join(root, 'src/inner'), { recursive: true });
  fs.writeFileSync(path.join(root, 'src/a.ts'), 'a');
  fs.writeFileSync(path.join(root, 'src/inner/b.ts'), 'b');
  return root;
}

test('the hash follows bytes, names and presence, and nothing else', (t) => {
  const root = tree(t);
  const before = hashOf(root, ['src', 'missing.json']);
  fs.utimesSync(path.join(root, 'src/a.ts'), 1, 1);
  assert.equal(hashOf(root, ['src', 'missing.json']), before);

  const changes = [
    () => fs.writeFileSync(path.join(root, 'src/a.ts'), 'A'),
    () => fs.renameSync(path.join(root, 'src/a.ts'), path.join(root, 'src/c.ts')),
    () => fs.writeFileSync(path.join(root, 'missing.json'), ''),
    () => fs.rmSync(path.join(root, 'src/inner'), { recursive: true }),
  ];
  const seen = new Set([before]);
  for (const change of changes) {
    change();
    const hash = hashOf(root, ['src', 'missing.json']);
    assert.equal(seen.has(hash), false);
    seen.add(hash);
  }
});

test('what is skipped does not count', (t) => {
  const root = tree(t);
  const skip = (place) => place.endsWith('.spec.ts');
  const before = hashOf(root, ['src'], { skip });
  fs.writeFileSync(path.join(root, 'src/a.spec.ts'), 'test');
  assert.equal(hashOf(root, ['src'], { skip }), before);
});

test('a stamp that is missing or torn is no stamp', (t) => {
  const file = path.join(temporaryFolder(t), 'deep/stamp.json');
  assert.equal(readStamp(file), undefined);
  writeStamp(file, { hash: 'x' });
  assert.deepEqual(readStamp(file), { hash: 'x' });
  fs.writeFileSync(file, '{"hash"');
  assert.equal(readStamp(file), undefined);
});
