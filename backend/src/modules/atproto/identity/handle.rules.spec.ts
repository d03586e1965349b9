import { describe, expect, test } from '@jest/globals';
import { probablyMeant, readIdentifier } from './handle.rules.js';

describe('AUTH-01: what people type as their handle', () => {
  test.each([
    ['ada.bsky.social', 'ada.bsky.social'],
    ['@ada.bsky.social', 'ada.bsky.social'],
    ['at://ada.bsky.social', 'ada.bsky.social'],
    ['  Ada.Bsky.Social ', 'ada.bsky.social'],
    ['\u202a@ada.bsky.social\u202c', 'ada.bsky.social'],
    ['https://bsky.app/profile/ada.bsky.social', 'ada.bsky.social'],
    ['https://bsky.app/profile/ada.bsky.social/post/3k?x=1', 'ada.bsky.social'],
    ['ada.test', 'ada.test'],
  ])('%j is %s', (typed, handle) => {
    expect(readIdentifier(typed)).toEqual({ handle });
  });

  test('a DID stays as it is, also from the address of a profile', () => {
    expect(readIdentifier('did:plc:abcdefghijklmnopqrstuvwx')).toEqual({ did: 'did:plc:abcdefghijklmnopqrstuvwx' });
    expect(readIdentifier('https://bsky.app/profile/did:web:ada.example')).toEqual({ did: 'did:web:ada.example' });
  });

  test.each([
    ['', 'type your handle'],
    ['ada', 'is it ada.bsky.social?'],
    ['ada@example.com', 'looks like an e-mail address'],
    ['ada_l.bsky.social', 'is not a handle'],
    ['../../etc', 'is not a handle'],
    ['did:', 'is not a DID'],
  ])('%j is refused: %s', (typed, text) => {
    expect(() => readIdentifier(typed)).toThrow(text);
  });
});

test.each([
  ['ada.bsky.socail', 'ada.bsky.social'],
  ['ada.bsky.socal', 'ada.bsky.social'],
  ['ada.bksy.social', 'ada.bsky.social'],
  ['ada.blacksky.ap', 'ada.blacksky.app'],
  ['ada.bsky.social', undefined],
  ['ada.example.com', undefined],
  ['bsky.social', undefined],
])('%s was probably meant as %s', (typed, meant) => {
  expect(probablyMeant(typed)).toBe(meant);
});
