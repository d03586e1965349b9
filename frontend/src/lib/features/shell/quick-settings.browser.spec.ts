import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '#lib/styles/tokens.css';
import '#lib/styles/base.css';
import InApp from '#lib/features/kit/InApp.svelte';
import AutoAdvance from '#lib/features/settings/AutoAdvance.svelte';
import { App } from '#lib/state/app.svelte.ts';
import { faults } from '#lib/ui/faults.ts';
import ProfilePanel from './ProfilePanel.svelte';
import SettingsMenu from './SettingsMenu.svelte';

const DESK = [1280, 800] as const;
const PHONE = [390, 844] as const;
const look = { did: 'did:plc:ada', handle: 'ada.test', display_name: 'Ada', avatar_url: null };

beforeEach(() => localStorage.clear());
afterEach(() => void vi.restoreAllMocks());

const link = (name: string) => page.getByRole('link', { name });
const theme = page.getByRole('group', { name: 'theme' });
const autoAdvance = page.getByRole('switch', { name: 'auto-advance' });

test('PREF-04: the gear holds quick settings that act at once, and the way to all of them', async () => {
  await page.viewport(...DESK);
  const app = new App('/api');
  await render(InApp<Record<string, never>>, { app, component: SettingsMenu, given: {} });
  await page.getByRole('button', { name: 'settings' }).click();
  await theme.getByText('light', { exact: true }).click();
  expect([app.theme.choice, document.documentElement.dataset.theme]).toEqual(['light', 'light']);
  await autoAdvance.click();
  await expect.element(autoAdvance).not.toBeChecked();
  expect(app.queue.autoAdvance).toBe(false);
  expect(await faults(page.getByRole('dialog', { name: 'settings' }).element())).toEqual([]);
  await expect.element(link('all settings →')).toHaveAttribute('href', '/settings');
  // written now: what waits would be read by the next listener
  app.player.flush();
});

test('PREF-04: what a guest chose is still chosen on the next visit', async () => {
  const app = new App('/api');
  await render(InApp<Record<string, never>>, { app, component: SettingsMenu, given: {} });
  await page.getByRole('button', { name: 'settings' }).click();
  await autoAdvance.click();
  app.player.flush();
  expect(new App('/api').queue.autoAdvance).toBe(false);
});

test('PL-06: after sign-in the server says whether to go on; what it refuses to keep is put back', async () => {
  const app = new App('/api');
  const stored = { theme: 'dark', accent_color: '#6a9fff', auto_advance: false, ui_settings: {} };
  const fetch = vi.spyOn(globalThis, 'fetch').mockImplementation(() => Promise.resolve(Response.json(stored)));
  await app.preferences.read();
  expect(app.queue.autoAdvance).toBe(false);
  fetch.mockImplementation(() => Promise.resolve(new Response('', { status: 503 })));
  await render(InApp<Record<string, never>>, { app, component: AutoAdvance, given: {} });
  await autoAdvance.click();
  await vi.waitFor(() => expect(app.toasts.items).toHaveLength(1));
  expect(app.queue.autoAdvance).toBe(false);
});

test.each([
  ['PREF-04, UX-03: on a phone, the profile holds them', PHONE, true],
  ['on a desk, where the gear is, the profile leaves them to it', DESK, false],
] as const)('%s', async (_said, [width, height], held) => {
  await page.viewport(width, height);
  const onclose = vi.fn();
  const given = { look, onclose };
  await render(InApp<typeof given>, { app: new App('/api'), component: ProfilePanel, given });
  for (const name of ['portal', 'your page', 'upload']) await expect.element(link(name)).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'sign out' })).toBeVisible();
  await expect
    .poll(() => [theme, link('all settings →')].map((part) => part.query()?.checkVisibility() ?? false))
    .toEqual([held, held]);
});
