import { beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '#lib/styles/tokens.css';
import '#lib/styles/base.css';
import { faults } from '#lib/ui/faults.ts';
import Floats from './Floats.svelte';
import Kit from './Kit.svelte';

const DESK = [1280, 900] as const;
const PHONE = [390, 844] as const;
beforeEach(() => delete document.documentElement.dataset.theme);

describe('UX-05: every primitive in every state', () => {
  test.each([
    ['dark', DESK],
    ['light', DESK],
    ['dark', PHONE],
    ['light', PHONE],
  ] as const)('has no fault in %s on %i px', async (theme, [width, height]) => {
    await page.viewport(width, height);
    document.documentElement.dataset.theme = theme;
    await render(Kit);
    await expect.element(page.getByRole('heading', { name: 'kit' })).toBeVisible();
    // colours that change on hover are caught in the middle otherwise
    const passing = document.getAnimations().filter(({ effect }) => effect?.getTiming().iterations === 1);
    await Promise.all(passing.map(({ finished }) => finished));
    expect(await faults()).toEqual([]);
  });

  test('fits a phone of 320 px', async () => {
    await page.viewport(320, 700);
    await render(Kit);
    await expect.element(page.getByRole('heading', { name: 'kit' })).toBeVisible();
    const wide = [...document.querySelectorAll<HTMLElement>('body *')]
      .filter((element) => element.getBoundingClientRect().right > 321 && !element.closest('.visually-hidden'))
      .map((element) => element.outerHTML.slice(0, 90));
    expect(wide).toEqual([]);
  });
});

const button = (name: string) => page.getByRole('button', { name, exact: true });

describe('a dialog', () => {
  test('takes the focus, keeps it, and gives it back on escape', async () => {
    await page.viewport(...DESK);
    await render(Floats);
    await button('ask').click();
    const dialog = page.getByRole('dialog', { name: 'delete records for watering?' });
    await expect.element(dialog).toBeVisible();
    expect(await faults(dialog.element())).toEqual([]);
    for (let press = 0; press < 4; press += 1) {
      await userEvent.keyboard('{Tab}');
      expect(dialog.element().contains(document.activeElement)).toBe(true);
    }
    await userEvent.keyboard('{Escape}');
    await expect.element(dialog).not.toBeInTheDocument();
    await expect.element(button('ask')).toHaveFocus();
  });
});

describe('P-UI-05: a menu', () => {
  test('opens by key on its first line, moves by arrows, chooses by enter and gives the focus back', async () => {
    await page.viewport(...DESK);
    await render(Floats);
    const more = button('more about Itemise This');
    more.element().focus();
    await userEvent.keyboard('{Enter}');
    const menu = page.getByRole('menu', { name: 'more about Itemise This' });
    await expect.element(menu).toBeVisible();
    await expect.element(page.getByRole('menuitemcheckbox', { name: 'like' })).toHaveFocus();
    expect(await faults(menu.element())).toEqual([]);
    await userEvent.keyboard('{ArrowDown}{Enter}');
    await expect.element(page.getByText('chosen: queue')).toBeVisible();
    await expect.element(menu).not.toBeInTheDocument();
    await expect.element(more).toHaveFocus();
  });

  test('lies above everything, also above a sticky head', async () => {
    await page.viewport(...DESK);
    await render(Floats);
    await button('more about Itemise This').click();
    const line = page.getByRole('menuitem', { name: 'delete' });
    await expect.element(line).toBeVisible();
    const wrapper = line.element().closest('[data-bits-floating-content-wrapper]');
    if (!wrapper) throw new Error('the menu floats in nothing');
    await vi.waitFor(() => expect(Number(getComputedStyle(wrapper).zIndex)).toBeGreaterThan(20));
  });

  test('is a sheet on a phone, with lines a thumb can hit', async () => {
    await page.viewport(...PHONE);
    await render(Floats);
    await button('more about Itemise This').click();
    const sheet = page.getByRole('dialog', { name: 'more about Itemise This' });
    await expect.element(sheet).toBeVisible();
    const line = sheet.getByRole('button', { name: 'add to queue end' });
    expect(line.element().getBoundingClientRect().height).toBeGreaterThanOrEqual(44);
    await line.click();
    await expect.element(page.getByText('chosen: queue')).toBeVisible();
    await expect.element(sheet).not.toBeInTheDocument();
  });
});

test('a popover closes when its button is pressed again, and its button keeps the focus', async () => {
  await page.viewport(...DESK);
  await render(Floats);
  await button('settings').click();
  const popover = page.getByRole('dialog', { name: 'settings' });
  await expect.element(popover).toBeVisible();
  await button('settings').click();
  await expect.element(popover).not.toBeInTheDocument();
  await expect.element(button('settings')).toHaveFocus();
});

test('a tooltip comes with the focus of a key and describes its button', async () => {
  await page.viewport(...DESK);
  await render(Floats);
  button('settings').element().focus();
  await userEvent.keyboard('{Tab}');
  await expect.element(page.getByRole('tooltip')).toHaveTextContent('opens the queue');
  await expect.element(button('queue')).toHaveAccessibleDescription('opens the queue');
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('tooltip')).not.toBeInTheDocument();
});

test('a dismissed toast leaves, the others stay', async () => {
  await page.viewport(...DESK);
  await render(Floats);
  await page.getByRole('button', { name: 'dismiss' }).nth(1).click();
  await expect.element(page.getByText('uploading 64 %')).not.toBeInTheDocument();
  await expect.element(page.getByText('published Heat Index')).toBeVisible();
});
