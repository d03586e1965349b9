import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { afterEach, expect, test } from 'vitest';
import { answerTo } from '#lib/state/answer.svelte.ts';
import Answered from './Answered.svelte';

const text = (words: string) => createRawSnippet(() => ({ render: () => `<p>${words}</p>` }));
const children = createRawSnippet((value: () => unknown) => ({ render: () => `<p>${String(value())} plays</p>` }));
afterEach(cleanup);

test('keeps its place, says what did not come, and shows it when it came after all', async () => {
  let fails = true;
  const answer = answerTo(() => (fails ? Promise.reject(new Error('no answer')) : Promise.resolve(7)));
  render(Answered, { answer, what: 'the figures could not be read.', children, waiting: text('a moment') });
  expect(screen.getByText('a moment')).toBeDefined();
  expect((await screen.findByRole('alert')).textContent).toContain('the figures could not be read.');
  expect(screen.queryByText('a moment')).toBeNull();
  fails = false;
  await fireEvent.click(screen.getByRole('button', { name: 'retry' }));
  expect(await screen.findByText('7 plays')).toBeDefined();
  expect(screen.queryByRole('alert')).toBeNull();
});
