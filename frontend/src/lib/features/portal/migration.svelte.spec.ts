import { describe, expect, test } from 'vitest';
import { createApi } from '#lib/api/client.ts';
import { Toasts } from '#lib/state/toasts.svelte.ts';
import { Migration, migrationOf } from './migration.svelte.ts';

const left = (count: number) => ({
  needs_migration: count > 0,
  old_record_count: count,
  new_collection: 'x',
  did: 'd',
});
const turn = (deleted: number, ...errors: { uri: string; reason: string }[]) => ({
  migrated_count: deleted,
  deleted_count: deleted,
  failed_count: errors.length,
  errors,
});
const stuck = { uri: 'at://did:plc:a/fm.old.track/3k', reason: 'it has no sound' };

function made(checks: (object | number)[], turns: (object | number)[] = []) {
  const calls: string[] = [];
  const api = createApi({
    baseUrl: '/api',
    fetch: async (request) => {
      calls.push(request.method);
      const answer = (request.method === 'GET' ? checks : turns).shift() ?? 500;
      return typeof answer === 'number' ? new Response('', { status: answer }) : new Response(JSON.stringify(answer));
    },
  });
  const toasts = new Toasts();
  return { migration: new Migration({ api, toasts }), parts: { api, toasts }, toasts, calls };
}

describe('AUTH-15: the records of before', () => {
  test('are counted once while the window lives', async () => {
    const { parts, calls } = made([left(3)]);
    const migration = migrationOf('did:plc:once', parts);
    expect(migrationOf('did:plc:once', parts)).toBe(migration);
    await expect.poll(() => migration.left).toBe(3);
    expect(calls).toEqual(['GET']);
  });

  test('are moved call by call until none is left; one toast tells it', async () => {
    const { migration, toasts, calls } = made([left(50), left(0)], [turn(20), turn(20), turn(10)]);
    await migration.check();
    await migration.run();
    expect(calls).toEqual(['GET', 'POST', 'POST', 'POST', 'GET']);
    expect([migration.left, migration.moved, migration.moving]).toEqual([0, 50, false]);
    expect(toasts.items).toMatchObject([{ kind: 'success', text: '50 records moved' }]);
    expect(toasts.items[0]?.percent).toBeUndefined();
  });

  test('that cannot be moved are named, and not tried for ever', async () => {
    const { migration, toasts, calls } = made([left(3), left(1)], [turn(2, stuck)]);
    await migration.check();
    await migration.run();
    expect(calls.filter((method) => method === 'POST')).toHaveLength(1);
    expect([migration.left, migration.failures]).toEqual([1, [stuck]]);
    expect(toasts.items).toMatchObject([{ kind: 'warning', text: '2 records moved, 1 could not be' }]);
  });

  test('a call that fails is said; the rest waits for the next try', async () => {
    const { migration, toasts } = made([left(40)], [turn(20), 503]);
    await migration.check();
    await migration.run();
    expect([migration.left, migration.moving]).toEqual([20, false]);
    expect(toasts.items).toMatchObject([{ kind: 'error' }]);
  });

  test('nobody is bothered when it could not be found out', async () => {
    const { migration, toasts } = made([503]);
    await migration.check();
    expect([migration.left, toasts.items]).toEqual([0, []]);
  });
});
