import { describe, expect, test } from '@jest/globals';
import { covers, joined, scopeFor } from './scopes.rules.js';

const base = scopeFor(['fm.plyr.track', 'fm.plyr.like']);

test('the scope of our collections', () => {
  expect(base).toBe('atproto repo:fm.plyr.track repo:fm.plyr.like');
  expect(joined(base, 'atproto repo:fm.teal.play')).toBe(`${base} repo:fm.teal.play`);
});

describe('AUTH-09: scopes are compared by what they permit', () => {
  test.each([
    ['the same', base],
    ['another order', 'repo:fm.plyr.like atproto repo:fm.plyr.track'],
    ['one scope for both collections', 'atproto repo?collection=fm.plyr.like&collection=fm.plyr.track'],
    ['every collection', 'atproto repo:*'],
    ['every action by name', 'atproto repo:*?action=create&action=update&action=delete'],
    ['more than was asked', `${base} repo:app.bsky.feed.post blob:*/*`],
    ['what older servers call everything', 'atproto transition:generic'],
  ])('%s is enough', (_what, granted) => {
    expect(covers(granted, base)).toBe(true);
  });

  test.each([
    ['a collection too few', 'atproto repo:fm.plyr.track'],
    ['only creating', `atproto repo:fm.plyr.track repo:fm.plyr.like?action=create`],
    ['a prefix that is no grammar', 'atproto repo:fm.plyr.*'],
    ['no identity', 'repo:fm.plyr.track repo:fm.plyr.like'],
    ['nothing', ''],
  ])('%s is not', (_what, granted) => {
    expect(covers(granted, base)).toBe(false);
  });

  test('bytes: a narrower permission does not stand for a wider one', () => {
    expect(covers('blob:*/*', 'blob:audio/*')).toBe(true);
    expect(covers('blob:*/*', 'blob:*/*')).toBe(true);
    expect(covers('blob:audio/*', 'blob:audio/*')).toBe(true);
    expect(covers('blob:audio/mpeg', 'blob:audio/*')).toBe(false);
    expect(covers('blob:audio/*', 'blob:*/*')).toBe(false);
  });

  test('P-SEC-06: a permission set is never in the answer by its name', () => {
    expect(covers(base, `${base} include:fm.plyr.authFullApp`)).toBe(true);
  });
});
