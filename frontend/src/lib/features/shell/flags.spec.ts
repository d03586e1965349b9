import { expect, test } from 'vitest';
import { Toasts } from '#lib/state/toasts.svelte.ts';
import { readFlags } from './flags.ts';

const read = (address: string) => {
  const toasts = new Toasts();
  return { clean: readFlags(new URL(address, 'https://plyr.example'), toasts), toasts };
};

test('AUTH-04: the exchange token leaves the address, the rest stays', () => {
  const { clean, toasts } = read('/portal?exchange_token=secret&tab=albums');
  expect(clean?.pathname).toBe('/portal');
  expect(clean?.search).toBe('?tab=albums');
  expect(toasts.items).toEqual([]);
});

test('a refused sign-in is said in words', () => {
  const { clean, toasts } = read('/?auth_error=denied');
  expect(clean?.search).toBe('');
  expect(toasts.items).toMatchObject([{ kind: 'error', text: 'your server was told no. nothing was changed.' }]);
});

test('a refusal nobody foresaw is said too', () => expect(read('/?auth_error=new_kind').toasts.items).toHaveLength(1));

test('an address without flags is left alone', () => expect(read('/track/7?t=90').clean).toBeNull());

test('the login page says its refusal itself, and comes back to a clean address', () => {
  const { clean, toasts } = read(
    '/login?auth_error=handle_unknown&handle=ada.bsky.socail&meant=ada.bsky.social&return_to=%2Fupload',
  );
  expect(clean?.search).toBe('?return_to=%2Fupload');
  expect(toasts.items).toEqual([]);
});
