import { expect, test } from '@jest/globals';
import { mayPass } from './database-failure.rules.js';

const coded = (code: string) => Object.assign(new Error('x'), { code });

test.each(['08006', '40P01', '40001', '53300', '55P03', '57P01', 'ECONNREFUSED', 'ETIMEDOUT'])(
  '%s may pass',
  (code) => {
    expect(mayPass(coded(code))).toBe(true);
    expect(mayPass(new Error('around it', { cause: coded(code) }))).toBe(true);
  },
);

test.each(['22001', '22P02', '23503', '57014', 'ERR_INVALID_ARG_TYPE'])('%s will not', (code) => {
  expect(mayPass(coded(code))).toBe(false);
});

test('what the driver says in words may pass', () => {
  expect(mayPass(new Error('Connection terminated unexpectedly'))).toBe(true);
  expect(mayPass(new TypeError('x is not a function'))).toBe(false);
});
