import { expect, test } from 'vitest';
import { keptIn, keptJson } from './kept.ts';

test('what is set is kept, what is removed is not', () => {
  const kept = keptIn(() => localStorage);
  kept.set('plyr.a', '1');
  expect(kept.get('plyr.a')).toBe('1');
  kept.remove('plyr.a');
  expect(kept.get('plyr.a')).toBeNull();
});

test('a browser that refuses storage keeps nothing and breaks nothing', () => {
  const kept = keptIn(() => {
    throw new DOMException('denied', 'SecurityError');
  });
  kept.set('plyr.a', '1');
  expect(kept.get('plyr.a')).toBeNull();
});

test('a value that is not json any more is no value', () => {
  const kept = keptIn(() => localStorage);
  kept.set('plyr.b', '{"half":');
  expect(keptJson(kept, 'plyr.b')).toBeNull();
});
