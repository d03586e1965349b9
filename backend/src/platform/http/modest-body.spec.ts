import { expect, test } from '@jest/globals';
import { assertModest, BodyTooDeep, BodyTooFull } from './modest-body.js';

const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));

test.each([
  ['nothing', undefined],
  ['a text', 'text'],
  ['32 levels', nested(32)],
  ['a list of 5000 items in its new order', { items: Array(5_000).fill({ uri: 'at://', cid: 'bafy' }) }],
])('%s is a modest body', (_name, body) => {
  expect(() => assertModest(body)).not.toThrow();
});

test.each([34, 100_000])('%d levels are too deep', (levels) => {
  expect(() => assertModest(nested(levels))).toThrow(BodyTooDeep);
  expect(() => assertModest({ features: nested(levels) })).toThrow(BodyTooDeep);
});

test.each([
  ['numbers', Array(50_001).fill(1)],
  ['objects', { items: Array(50_000).fill({}) }],
])('too many %s are too much', (_name, body) => {
  expect(() => assertModest(body)).toThrow(BodyTooFull);
});
