import { createRawSnippet } from 'svelte';
import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '#lib/styles/tokens.css';
import '#lib/styles/base.css';
import ConfirmDelete from './ConfirmDelete.svelte';

test('the question stays until it is gone, and asks once at a time', async () => {
  let answer = (gone: boolean): void => void gone;
  const ondelete = vi.fn(() => new Promise<boolean>((resolve) => (answer = resolve)));
  const children = createRawSnippet(() => ({ render: () => '<p>this cannot be undone.</p>' }));
  await render(ConfirmDelete, { title: 'delete rain?', label: 'delete album', open: true, ondelete, children });
  const dialog = page.getByRole('dialog', { name: 'delete rain?' });
  const button = dialog.getByRole('button', { name: 'delete album' });

  await button.click();
  answer(false);
  await expect.element(button).not.toHaveAttribute('aria-busy', 'true');
  await expect.element(dialog).toBeVisible();

  await button.click();
  button.element().dispatchEvent(new MouseEvent('click', { bubbles: true }));
  expect(ondelete).toHaveBeenCalledTimes(2);
  answer(true);
  await expect.element(dialog).not.toBeInTheDocument();
});
