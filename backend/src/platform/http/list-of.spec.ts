import { expect, test } from '@jest/globals';
import { IsString } from 'class-validator';
import { RequestInvalid } from '../../common/errors.js';
import { ListOf } from './dto.js';
import { ContractPipe } from './validation.pipe.js';

let made = 0;
class Item {
  @IsString() uri!: string;
  constructor() {
    made += 1;
  }
}
class Order {
  @ListOf(() => Item, 3) items!: Item[];
}

const judge = (value: object) => new ContractPipe().transform(value, { type: 'body', metatype: Order });

test('a list within its bounds becomes objects, each judged', async () => {
  await expect(judge({ items: [{ uri: 'a' }] })).resolves.toEqual({ items: [{ uri: 'a' }] });
  await expect(judge({ items: [{ uri: 'a' }, { uri: 1 }] })).rejects.toMatchObject({
    problems: [{ path: 'items.1.uri', code: 'is_string' }],
  });
});

test.each([['no list'], [{}], [null]])('%j is no list', async (items) => {
  await expect(judge({ items })).rejects.toBeInstanceOf(RequestInvalid);
});

test('a list that is too long is refused before anything of it is made', async () => {
  made = 0;
  await expect(judge({ items: Array(4).fill({ uri: 'a' }) })).rejects.toMatchObject({
    code: 'request.invalid',
    problems: [{ path: 'items', code: 'array_max_size' }],
  });
  expect(made).toBe(0);
});
