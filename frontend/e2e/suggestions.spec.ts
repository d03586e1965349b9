import type { Locator, Page } from '@playwright/test';
import { ours } from './support/playlists.ts';
import { expect, test } from './support/stories.ts';

const form = (page: Page) => page.getByRole('form', { name: 'new track' });
const offered = (page: Page) => page.getByRole('option');
const chip = (page: Page, text: string) => form(page).getByRole('button', { name: `remove ${text}`, exact: true });

/** The one that enter would take, as it is told to those who do not see it. */
async function expectAt(field: Locator, option: Locator): Promise<void> {
  await expect(option).toHaveAttribute('aria-selected', 'true');
  await expect(field).toHaveAttribute('aria-activedescendant', (await option.getAttribute('id')) ?? '');
}

test('TAG-06: tags of an upload are chosen by keys alone, or typed beside what is offered', async ({
  studio: page,
  artist,
}) => {
  const [track] = artist.tracks;
  const saveTags = async (tags: string[]): Promise<void> =>
    expect((await page.request.patch(`/tracks/${track?.id}`, { ...ours(), data: { tags } })).status()).toBe(200);
  await saveTags(['story', 'zither duet', 'zither solo']);
  await page.goto('/upload');
  const field = form(page).getByRole('combobox', { name: 'tags' });
  await field.focus();
  await page.keyboard.type('Zith');
  await expect(offered(page)).toHaveText([/^zither .+1 track$/, /^zither .+1 track$/]);
  const names = ['zither duet', 'zither solo'];
  const first = (await offered(page).first().textContent())?.includes('duet') ? 0 : 1;
  const [top = '', bottom = ''] = first === 0 ? names : names.toReversed();

  await page.keyboard.press('ArrowDown');
  await expectAt(field, offered(page).nth(0));
  await page.keyboard.press('ArrowUp');
  await expectAt(field, offered(page).nth(1));
  await page.keyboard.press('ArrowDown');
  await expectAt(field, offered(page).nth(0));
  await page.keyboard.press('Enter');
  await expect(chip(page, top)).toBeVisible();
  await expect(field).toHaveValue('');
  await expect(field).toBeFocused();

  // what is there already is not offered again
  await page.keyboard.type('zith');
  await expect(offered(page)).toHaveText([new RegExp(`^${bottom}`)]);
  await page.keyboard.press('Escape');
  await expect(offered(page)).toHaveCount(0);
  await expect(field).toHaveAttribute('aria-expanded', 'false');
  await expect(field).toHaveValue('zith');
  await page.keyboard.press('Enter');
  await expect(chip(page, 'zith')).toBeVisible();
  await page.keyboard.press('Backspace');
  await expect(chip(page, 'zith')).toHaveCount(0);
  await expect(chip(page, top)).toBeVisible();
  await saveTags(['story']);
});

test('SRCH-05: who takes part in an upload is found by name and chosen by keys alone', async ({
  studio: page,
  artist,
}) => {
  await page.goto('/upload');
  const field = form(page).getByRole('combobox', { name: 'featuring' });
  await field.focus();
  await page.keyboard.type(artist.handle.replace('.test', ''));
  await expect(offered(page)).toHaveText([new RegExp(`${artist.name}.*@${artist.handle}`)]);
  await page.keyboard.press('ArrowDown');
  await expectAt(field, offered(page).first());
  await page.keyboard.press('Enter');
  await expect(chip(page, `@${artist.handle}`)).toBeVisible();
  await expect(offered(page)).toHaveCount(0);
  await page.keyboard.press('Backspace');
  await expect(chip(page, `@${artist.handle}`)).toHaveCount(0);
});
