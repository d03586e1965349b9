import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { afterCommit, Transactions, type Tx } from '../../src/platform/database/index.js';
import { World } from '../harness/world.js';
import { smallApplication } from './small-application.js';

let world: World;
let transactions: Transactions;

beforeAll(async () => {
  world = await World.open({}, smallApplication);
  transactions = world.get(Transactions);
  await world.database.rows('create table places (name text primary key, visits int not null)');
});
beforeEach(() => world.database.rows(`truncate places; insert into places values ('here', 0), ('there', 0)`));
afterAll(() => world.close());

const visit = (tx: Tx, name: string) => tx.query('update places set visits = visits + 1 where name = $1', [name]);
const visits = async () =>
  Object.fromEntries(
    (await world.database.rows<{ name: string; visits: number }>('select * from places')).map(({ name, visits: n }) => [
      name,
      n,
    ]),
  );

/** Goes to both places; at its first try not to the second one before the other is at its own first. */
function journey([first, second]: [string, string], meet: { arrived: () => void; other: Promise<void> }) {
  const told: number[] = [];
  let tries = 0;
  const done = transactions.run(async (tx) => {
    const attempt = ++tries;
    afterCommit(tx, () => told.push(attempt));
    await visit(tx, first);
    if (attempt === 1) {
      meet.arrived();
      await meet.other;
    }
    await visit(tx, second);
    return attempt;
  });
  return { done, told };
}

test('two transactions that wait for each other are both done, and what follows a commit is done once', async () => {
  const [one, other] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const there = journey(['here', 'there'], { arrived: one.resolve, other: other.promise });
  const back = journey(['there', 'here'], { arrived: other.resolve, other: one.promise });
  const tries = await Promise.all([there.done, back.done]);
  expect(tries.toSorted()).toEqual([1, 2]);
  expect(await visits()).toEqual({ here: 2, there: 2 });
  expect([...there.told, ...back.told].toSorted()).toEqual([1, 2]);
});

test('a transaction that always gets in the way of another is given up, and says why', async () => {
  let tries = 0;
  const doomed = transactions.run(async (tx) => {
    tries += 1;
    await tx.query(`do $$ begin raise exception 'in the way' using errcode = '40001'; end $$`);
  });
  await expect(doomed).rejects.toMatchObject({ code: '40001' });
  expect(tries).toBe(4);
});

test('any other failure is not tried again', async () => {
  let tries = 0;
  const failing = transactions.run(async (tx) => {
    tries += 1;
    await visit(tx, 'here');
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(tries).toBe(1);
  expect(await visits()).toEqual({ here: 0, there: 0 });
});

test('nobody waits for ever for what follows a commit, and it goes on by itself', async () => {
  const gate = Promise.withResolvers<void>();
  const told: string[] = [];
  await transactions.run(async (tx) => {
    await visit(tx, 'here');
    afterCommit(tx, () => gate.promise);
    afterCommit(tx, () => told.push('at last'));
  });
  expect(await visits()).toMatchObject({ here: 1 });
  expect(told).toEqual([]);
  gate.resolve();
  await new Promise((soon) => setImmediate(soon));
  expect(told).toEqual(['at last']);
});
