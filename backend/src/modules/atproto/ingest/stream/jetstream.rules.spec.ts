import { describe, expect, test } from '@jest/globals';
import { cursorAfterPause, jetstreamMessage } from './jetstream.rules.js';

const did = 'did:plc:abcdefghijklmnopqrstuvwx';
const commit = {
  operation: 'create',
  collection: 'fm.plyr.dev.like',
  rkey: '3kaaaaaaaaa2a',
  rev: '3kaaaaaaaaa2b',
  cid: 'bafy',
  record: { a: 1 },
};
const event = (more: object) => ({ did, time_us: 1_700_000_000_000_000, ...more });
const read = (json: unknown) => jetstreamMessage(json).read?.();

describe('an event of Jetstream', () => {
  test('is a record, its cursor a time', async () => {
    const message = jetstreamMessage(event({ kind: 'commit', commit }));
    expect(message).toMatchObject({ cursor: 1_700_000_000_000_000, at: 1_700_000_000_000, did });
    expect(await message.read?.()).toEqual([
      {
        kind: 'put',
        did,
        collection: 'fm.plyr.dev.like',
        rkey: '3kaaaaaaaaa2a',
        rev: '3kaaaaaaaaa2b',
        cid: 'bafy',
        value: { a: 1 },
      },
    ]);
  });

  test('is a deletion', async () => {
    const { collection, rkey, rev } = commit;
    expect(await read(event({ kind: 'commit', commit: { operation: 'delete', collection, rkey, rev } }))).toEqual([
      { kind: 'delete', did, collection, rkey, rev },
    ]);
  });

  test('P-DUAL-10: is about an identity, with or without a handle', async () => {
    expect(await read(event({ kind: 'identity' }))).toEqual([{ kind: 'identity', did }]);
    expect(await read(event({ kind: 'identity', identity: { handle: 'a.test' } }))).toEqual([
      { kind: 'identity', did },
    ]);
  });

  test('is about an account', async () => {
    const account = { active: false, status: 'deactivated' };
    expect(await read(event({ kind: 'account', account }))).toEqual([{ kind: 'account', did, ...account }]);
  });

  test.each([{ kind: 'sync' }, { kind: 'commit', commit: { ...commit, operation: 'rename' } }])(
    'of a kind that we do not know moves the cursor only: %j',
    (more) => {
      const message = jetstreamMessage(event(more));
      expect(message.cursor).toBeDefined();
      expect(message.read).toBeUndefined();
    },
  );

  test.each([
    null,
    7,
    [],
    {},
    { did },
    { did, time_us: '1' },
    { did, time_us: 1.5 },
    event({ did: 7 }),
    event({ kind: 'commit' }),
    event({ kind: 'commit', commit: { ...commit, rkey: 7 } }),
    event({ kind: 'commit', commit: { ...commit, record: 'text' } }),
    event({ kind: 'commit', commit: { ...commit, cid: undefined } }),
    event({ kind: 'account', account: { active: 'no' } }),
  ])('is not %j', (json) => {
    expect(() => jetstreamMessage(json)).toThrow();
  });
});

test('ING-02: a reconnection goes back ten seconds', () => {
  expect(cursorAfterPause(1_700_000_010_000_000)).toBe(1_700_000_000_000_000);
});
