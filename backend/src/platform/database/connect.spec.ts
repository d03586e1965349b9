import { expect, test } from '@jest/globals';
import { connect } from './connect.js';

const NOBODY = { type: 'postgres', url: 'postgres://plyr:secret@127.0.0.1:1/plyr' } as const;

test('OPS-03: a database that refuses is waited for, said once, and not for ever', async () => {
  const told: string[] = [];
  const before = Date.now();
  await expect(connect(NOBODY, 1_000, (line) => void told.push(line))).rejects.toThrow(
    'the database is not reachable: connect ECONNREFUSED 127.0.0.1:1 (DATABASE_URL points to 127.0.0.1:1/plyr)',
  );
  expect(Date.now() - before).toBeGreaterThanOrEqual(700);
  expect(told).toEqual([expect.stringMatching(/ECONNREFUSED.*; waiting for it$/)]);
});
