import { beforeEach, describe, expect, test, vi } from 'vitest';
import { keptIn } from '../util/kept.ts';
import { Theme } from './theme.svelte.ts';

/** A device whose wish can be changed. */
function device(light: boolean) {
  const target = new EventTarget();
  const list = Object.assign(target, { matches: light }) as unknown as MediaQueryList;
  return {
    list,
    turn(matches: boolean) {
      Object.assign(list, { matches });
      target.dispatchEvent(Object.assign(new Event('change'), { matches }));
    },
  };
}

beforeEach(() => localStorage.clear());

function made(options: { light?: boolean } = {}) {
  const root = document.createElement('html');
  const screen = device(options.light ?? false);
  const onchoose = vi.fn();
  const theme = new Theme({ root, kept: keptIn(() => localStorage), light: screen.list, onchoose });
  return { theme, root, screen, onchoose };
}

describe('PREF-05: theme', () => {
  test('a first visit is dark', () => expect(made({ light: true }).root.dataset.theme).toBe('dark'));

  test('what was chosen before is there at once', () => {
    localStorage.setItem('plyr.theme', 'light');
    localStorage.setItem('plyr.accent', '#f472b6');
    const { root } = made();
    expect(root.dataset.theme).toBe('light');
    expect(root.style.getPropertyValue('--accent')).toBe('#f472b6');
  });

  test('a choice is shown, kept and told', () => {
    const { theme, root, onchoose } = made();
    theme.choose('light');
    expect(root.dataset.theme).toBe('light');
    expect(localStorage.getItem('plyr.theme')).toBe('light');
    expect(onchoose.mock.calls).toEqual([[{ theme: 'light' }]]);
  });

  test('system follows the device while the page is open', () => {
    const { theme, root, screen } = made();
    theme.choose('system');
    expect(root.dataset.theme).toBe('dark');
    screen.turn(true);
    expect(root.dataset.theme).toBe('light');
  });

  test('a fixed choice does not follow the device', () => {
    const { theme, root, screen } = made();
    theme.choose('dark');
    screen.turn(true);
    expect(root.dataset.theme).toBe('dark');
  });

  test("P-UI-08: the server's value wins and is not sent back", () => {
    localStorage.setItem('plyr.theme', 'dark');
    const { theme, root, onchoose } = made();
    theme.adopt({ theme: 'light', accent_color: '#4ADE80' });
    expect([root.dataset.theme, theme.accent, localStorage.getItem('plyr.accent')]).toEqual([
      'light',
      '#4ade80',
      '#4ade80',
    ]);
    expect(onchoose).not.toHaveBeenCalled();
  });

  test('a kept value that is no colour is not painted', () => {
    localStorage.setItem('plyr.accent', 'red;background:url(x)');
    expect(made().root.style.getPropertyValue('--accent')).toBe('');
  });
});
