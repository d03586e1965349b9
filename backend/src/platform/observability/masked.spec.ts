import { expect, test } from '@jest/globals';
import { maskedUrl } from './masked.js';

test('SEC-10: values that open something are masked in addresses', () => {
  expect(maskedUrl('/auth/callback?code=abc&state=def&iss=https%3A%2F%2Fpds')).toBe(
    '/auth/callback?code=[masked]&state=[masked]&iss=https%3A%2F%2Fpds',
  );
  expect(maskedUrl('/portal?exchange_token=xyz')).toBe('/portal?exchange_token=[masked]');
  expect(maskedUrl('/tracks/?limit=5')).toBe('/tracks/?limit=5');
});
