import { expect, test } from 'vitest';
import { ScopeUpgrade } from './scope-upgrade.ts';
import { Toasts } from './toasts.svelte.ts';

function made() {
  const toasts = new Toasts();
  let page = '/portal';
  const signInAgain = (handle: string) => `/auth/start?handle=${handle}&return_to=${page}`;
  return { upgrade: new ScopeUpgrade({ toasts, signInAgain }), toasts, go: (to: string) => (page = to) };
}
const henrike = { handle: 'henrike.example' };

test('AUTH-09: says that more is to be allowed, and leads there and back', () => {
  const { upgrade, toasts } = made();
  upgrade.ask(henrike);
  expect(toasts.items).toMatchObject([
    { kind: 'warning', link: { label: 'allow', href: '/auth/start?handle=henrike.example&return_to=/portal' } },
  ]);
  expect(toasts.items[0]?.durationMs).toBe(0);
});

test('AUTH-09: many refusals are one sentence, which leads back to the page of the last', () => {
  const { upgrade, toasts, go } = made();
  for (const page of ['/portal', '/upload', '/track/7']) {
    go(page);
    upgrade.ask(henrike);
  }
  expect(toasts.items.map(({ link }) => link?.href)).toEqual(['/auth/start?handle=henrike.example&return_to=/track/7']);
});

test('AUTH-09: who sent it away is told again at the next refusal', () => {
  const { upgrade, toasts } = made();
  upgrade.ask(henrike);
  toasts.dismiss(toasts.items[0]?.id ?? -1);
  expect(toasts.items).toEqual([]);
  upgrade.ask(henrike);
  upgrade.ask(henrike);
  expect(toasts.items).toHaveLength(1);
  expect(toasts.items[0]?.kind).toBe('warning');
});
