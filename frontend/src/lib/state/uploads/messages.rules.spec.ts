import { expect, test } from 'vitest';
import { failureText, LARGE_FOR_PHONE_BYTES, largeFileWarning } from './messages.rules.ts';

test('UP-17: above 50 MB a phone is warned, and a desk is not', () => {
  expect(largeFileWarning(LARGE_FOR_PHONE_BYTES, true)).toBeNull();
  expect(largeFileWarning(LARGE_FOR_PHONE_BYTES + 1, true)).toContain('50 MB');
  expect(largeFileWarning(LARGE_FOR_PHONE_BYTES * 10, false)).toBeNull();
});

test('UP-17: interrupted, failed at the server and timed out read differently', () => {
  const texts = [
    failureText('interrupted', 42.7, null, true),
    failureText('interrupted', 42.7, null, false),
    failureText('refused', 100, null, true),
    failureText('timed-out', 100, null, true),
  ];
  expect(new Set(texts).size).toBe(4);
  expect(texts[0]).toContain('42 %');
  expect(texts[0]).toContain('screen on');
  expect(texts[1]).not.toContain('screen');
});

test('P-UI-10: where the server gave a reason, it is what is read', () => {
  expect(failureText('refused', 100, 'duplicate upload: track already exists (id: 7)', false)).toBe(
    'duplicate upload: track already exists (id: 7)',
  );
});
