import type { Page } from '@playwright/test';
import { sounds, untilItSounds } from './support/hearing.ts';
import { expect, test } from './support/stories.ts';

const comments = (page: Page) => page.getByRole('main').getByRole('listitem');

test('COM-05: a comment at a moment, changed by its author, and others jump to it', async ({
  studio,
  page,
  artist,
}) => {
  test.setTimeout(90_000);
  const [, track] = artist.tracks;
  const address = `/track/${track?.id}`;

  await test.step('the artist opens comments', async () => {
    await studio.goto('/settings');
    const toggle = studio.getByRole('switch', { name: 'timed comments' });
    const saved = studio.waitForResponse((response) => response.request().method() === 'PATCH');
    if ((await toggle.getAttribute('aria-checked')) === 'false') {
      await toggle.click();
      expect((await saved).status()).toBe(200);
    } else saved.catch(() => undefined);
  });

  await test.step('its moment is where the sound is when the first letter is typed', async () => {
    await studio.goto(`${address}?t=12`);
    await studio.getByRole('main').getByRole('button', { name: 'play from 0:12' }).click();
    await untilItSounds(studio);
    const field = studio.getByRole('textbox', { name: /^comment at/ });
    await field.pressSequentially('that drop');
    await studio.getByRole('button', { name: 'post' }).click();
    await expect(studio.getByText('that drop', { exact: true }).first()).toBeVisible();
  });

  await test.step('its author finds better words', async () => {
    await studio.getByRole('button', { name: 'edit this comment' }).click();
    const form = studio.getByRole('form', { name: 'edit this comment' });
    await form.getByRole('textbox').fill('this very drop');
    await form.getByRole('button', { name: 'save' }).click();
    await expect(comments(studio).filter({ hasText: 'this very drop' })).toContainText('edited');
  });

  await test.step('a guest jumps to it with one click, before anything sounds', async () => {
    await page.goto(address);
    await expect(page.getByRole('button', { name: 'edit this comment' })).toHaveCount(0);
    await page
      .getByRole('button', { name: /^play from 0:1\d/ })
      .first()
      .click();
    await untilItSounds(page);
    expect((await sounds(page))[0]?.at).toBeGreaterThan(11.5);
  });

  await test.step('its author takes it down', async () => {
    await studio.getByRole('button', { name: 'delete this comment' }).click();
    await expect(studio.getByText('this very drop')).toHaveCount(0);
  });
});

test('TRK-08: an old link plays its track, and a reload does not', async ({ page, artist }) => {
  const [track] = artist.tracks;
  await page.goto(`/?track=${track?.id}`);
  expect((await untilItSounds(page)).url).toContain(track?.fileId);
  await expect(page.getByRole('button', { name: 'tap to play' })).toHaveCount(0);
  await expect(page).toHaveURL((address) => address.search === '');
  await page.reload();
  await expect(page.getByRole('contentinfo', { name: 'player' })).toBeVisible();
  await page.waitForTimeout(700);
  expect(await sounds(page)).toEqual([]);
});

test('TRK-08, P-PLAY-05: where the browser wants a tap before it sounds, an old link offers one', async ({
  page,
  artist,
}) => {
  const [track] = artist.tracks;
  // the rule of browsers; asking a page anything counts as a gesture for them, so that it has to be kept here
  await page.addInitScript(() => {
    let pressed = false;
    addEventListener('pointerdown', () => (pressed = true), { capture: true });
    const original = HTMLMediaElement.prototype.play;
    HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
      if (pressed) return original.call(this);
      return Promise.reject(new DOMException('a gesture is needed', 'NotAllowedError'));
    };
  });
  await page.goto(`/?track=${track?.id}`);
  const tap = page.getByRole('button', { name: 'tap to play' });
  await expect(tap).toBeVisible();
  expect(await sounds(page)).toEqual([]);
  await tap.click();
  expect((await untilItSounds(page)).url).toContain(track?.fileId);
  await expect(tap).toHaveCount(0);
});
