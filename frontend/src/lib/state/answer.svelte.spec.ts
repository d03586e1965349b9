import { expect, test } from 'vitest';
import { answerTo } from './answer.svelte.ts';

/** Answers in this order; a string is a failure. */
const asked = (...answers: (object | string)[]) =>
  answerTo(async () => {
    await Promise.resolve();
    const next = answers.shift();
    if (typeof next === 'string') throw new Error(next);
    return next;
  });

test('nothing is known until it came', async () => {
  const answer = asked({ plays: 3 });
  expect([answer.value, answer.loading, answer.problem]).toEqual([undefined, true, null]);
  await expect.poll(() => answer.value).toEqual({ plays: 3 });
  expect(answer.loading).toBe(false);
});

test('a failure is no emptiness, and the next try mends it', async () => {
  const answer = asked('no answer', { plays: 3 });
  await expect.poll(() => answer.problem).toMatchObject({ message: 'no answer' });
  expect(answer.value).toBeUndefined();
  await answer.read();
  expect([answer.value, answer.problem]).toEqual([{ plays: 3 }, null]);
});

test('what is known stays when it cannot be read anew', async () => {
  const answer = asked({ plays: 3 }, 'no answer');
  await expect.poll(() => answer.value).toBeDefined();
  await answer.read();
  expect(answer.value).toEqual({ plays: 3 });
});
