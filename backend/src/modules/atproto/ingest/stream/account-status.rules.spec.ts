import { expect, test } from '@jest/globals';
import { statusOf } from './account-status.rules.js';

test.each(['deactivated', 'suspended', 'takendown', 'deleted'])('ING-08: %s hides', (status) => {
  expect(statusOf({ active: false, status })).toBe(status);
});

test.each(['throttled', 'desynchronized', 'sleeping', '', undefined])(
  'P-DUAL-10: inactive as %p hides nobody',
  (status) => {
    expect(statusOf({ active: false, ...(status === undefined ? {} : { status }) })).toBeUndefined();
  },
);

test.each([undefined, 'deactivated', 'throttled'])('active is active, whatever else is said (%p)', (status) => {
  expect(statusOf({ active: true, ...(status === undefined ? {} : { status }) })).toBe('active');
});
