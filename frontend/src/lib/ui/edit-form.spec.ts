import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { afterEach, expect, test, vi } from 'vitest';
import EditForm from './EditForm.svelte';

afterEach(cleanup);
const children = createRawSnippet(() => ({ render: () => '<input aria-label="name" />' }));

test('closes when all of it was saved, and stays with what was written when it was not', async () => {
  let answer: (saved: boolean) => void = () => undefined;
  const onsave = vi.fn(() => new Promise<boolean>((resolve) => (answer = resolve)));
  const [ondelete, onclose] = [vi.fn(), vi.fn()];
  render(EditForm, { label: 'edit rain', onsave, ondelete, onclose, children });
  const form = screen.getByRole('form', { name: 'edit rain' });
  const save = screen.getByRole('button', { name: 'save' });

  await fireEvent.submit(form);
  await fireEvent.submit(form);
  expect([onsave.mock.calls.length, save.getAttribute('aria-busy')]).toEqual([1, 'true']);
  answer(false);
  await expect.poll(() => save.getAttribute('aria-busy')).toBeNull();
  expect(onclose).not.toHaveBeenCalled();

  await fireEvent.submit(form);
  answer(true);
  await expect.poll(() => onclose.mock.calls.length).toBe(1);
  expect(ondelete).not.toHaveBeenCalled();
});
