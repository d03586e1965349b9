import { expect, test } from '@jest/globals';
import { isApiPath } from './prefixes.js';

test.each([
  '/tracks',
  '/tracks/1',
  '/api/x',
  '/audio/a',
  '/records/by-uri',
  '/sitemap-3.xml',
  '/.well-known/jwks.json',
])('%s never gets the shell', (path) => {
  expect(isApiPath(path)).toBe(true);
});

test.each(['/', '/track/1', '/u/alice.test', '/login', '/upload', '/portal', '/playlist/x', '/tag/ai', '/at/at://x'])(
  '%s is a page',
  (path) => {
    expect(isApiPath(path)).toBe(false);
  },
);
