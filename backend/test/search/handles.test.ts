import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FoundPeople } from '../../src/modules/search/handles/handles.dto.js';
import { World } from '../harness/world.js';
import { Planted } from './planted.js';

let world: World;
let planted: Planted;

beforeAll(async () => {
  world = await World.open();
  planted = new Planted(world);
  await planted.artist('marlowe.test', 'Marlowe');
  await planted.artist('other.test', 'Marl & Clay');
  await planted.rows(
    `insert into accounts (did, handle, display_name) values ('did:plc:listener', 'marla.test', 'Marla')`,
    [],
  );
  await planted.rows(`insert into accounts (did, handle) values ('did:plc:within', 'the-marlin.test')`, []);
  await planted.rows(
    `insert into accounts (did, handle, status) values ('did:plc:gone', 'marlgone.test', 'deleted')`,
    [],
  );
  await planted.rows(`insert into accounts (did, handle) values ('did:plc:unknown', 'handle.invalid')`, []);
});
afterAll(() => world.close());

const search = async (query: string) => world.visitor().get<FoundPeople>(`/search/handles${query}`);
const handles = async (query: string) => (await search(query)).body.results.map(({ handle }) => handle);

describe('SRCH-05: people by the beginning of a handle', () => {
  test('handles that begin so, then artists whose name does, then handles that have it inside; nobody who is gone', async () => {
    expect(await handles('?q=marl')).toEqual(['marlowe.test', 'marla.test', 'other.test', 'the-marlin.test']);
    expect(await handles('?q=MARLA')).toEqual(['marla.test']);
    expect(await handles('?q=invalid')).toEqual([]);
  });

  test('each is a person as everywhere', async () => {
    expect((await search('?q=marla')).body.results).toEqual([
      { did: 'did:plc:listener', handle: 'marla.test', display_name: 'Marla', avatar_url: null },
    ]);
  });

  test('an @ before it does not matter, nor do wildcards', async () => {
    expect(await handles('?q=@marlowe')).toEqual(['marlowe.test']);
    expect(await handles('?q=mar_')).toEqual([]);
    expect(await handles(`?q=${encodeURIComponent('%%')}`)).toEqual([]);
  });

  test('two letters are enough, and the limit holds', async () => {
    expect(await handles('?q=ma&limit=2')).toHaveLength(2);
  });

  test.each([['?q=m'], [''], ['?q=ma&limit=26'], ['?q=ma&limit=0']])('%s is refused', async (query) => {
    expect((await search(query)).status).toBe(422);
  });
});
