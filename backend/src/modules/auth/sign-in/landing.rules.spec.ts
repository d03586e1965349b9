import { describe, expect, test } from '@jest/globals';
import { allowedReturn, backToLogin, failure, landing } from './landing.rules.js';

const SITE = 'https://plyr.example';

describe('AUTH-19: one comes back to a page of ours', () => {
  test.each(['/', '/track/7', '/track/7?t=90#comments', '/u/ada.test/album/lp', '/at/at://did:plc:a/b/c', '/?track=3'])(
    '%s',
    (page) => {
      expect(allowedReturn(page)).toBe(page);
    },
  );

  test.each([
    ['an address elsewhere', 'https://evil.example/track/7'],
    ['an address without a scheme', '//evil.example/track'],
    ['backslashes, which browsers take for slashes', '/\\evil.example'],
    ['a tab that browsers skip', '/\t/evil.example'],
    ['a line break that browsers skip', '/\n/evil.example'],
    ['a way up and out', '/..//evil.example'],
    ['a script', 'javascript:alert(1)'],
    ['a word without a slash', 'portal'],
    ['an API path', '/auth/logout'],
    ['an API path by a detour', '/track/../auth/start'],
    ['an API path behind its prefix', '/api/auth/logout'],
    ['the login page', '/login'],
    ['an unknown page', '/nowhere'],
    ['a page that begins like one of ours', '/tracks/7'],
    ['a very long address', `/track/${'7'.repeat(500)}`],
    ['nothing', ''],
    ['not even that', undefined],
  ])('open redirect refused: %s', (_what, wanted) => {
    expect(allowedReturn(wanted)).toBeNull();
  });

  test('a token in it is dropped', () => {
    expect(allowedReturn('/track/7?exchange_token=x&t=9')).toBe('/track/7?t=9');
  });
});

describe('AUTH-03: where a sign-in lands', () => {
  const to = { exchangeToken: 'e-1', hasProfile: true, returnTo: null };

  test('with a profile at the portal, or where it came from', () => {
    expect(landing(SITE, to)).toBe(`${SITE}/portal?exchange_token=e-1`);
    expect(landing(SITE, { ...to, returnTo: '/track/7?t=90#c' })).toBe(`${SITE}/track/7?t=90&exchange_token=e-1#c`);
  });

  test('without one at the setup, which carries the page on', () => {
    expect(landing(SITE, { ...to, hasProfile: false })).toBe(`${SITE}/profile/setup?exchange_token=e-1`);
    expect(landing(SITE, { ...to, hasProfile: false, returnTo: '/track/7?t=90' })).toBe(
      `${SITE}/profile/setup?return_to=%2Ftrack%2F7%3Ft%3D90&exchange_token=e-1`,
    );
  });

  test('a failure says why', () => {
    expect(failure(SITE, 'expired')).toBe(`${SITE}/?auth_error=expired`);
  });

  test('one that cannot begin goes back to the field', () => {
    const error = {
      code: 'identity.handle_unknown',
      handle: 'ada.bsky.socail',
      meant: 'ada.bsky.social',
      returnTo: '/upload',
    };
    expect(backToLogin(SITE, error)).toBe(
      `${SITE}/login?auth_error=handle_unknown&handle=ada.bsky.socail&meant=ada.bsky.social&return_to=%2Fupload`,
    );
  });
});
