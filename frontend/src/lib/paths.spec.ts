import { describe, expect, test } from 'vitest';
import { paths } from './paths.ts';

const opened = (path: string) => new URL(path, 'https://plyr.example');

test('things have the addresses of the contract', () => {
  expect(paths.track({ id: 42 })).toBe('/track/42');
  expect(paths.artist('marit.example')).toBe('/u/marit.example');
});

describe('P-FIND-04: what people write survives the way through an address', () => {
  test.each(['field recording', 'drum/bass', '#1', 'what?', '100%', 'ambient & drone', 'ネコ'])('tag %s', (name) => {
    const { pathname, search, hash } = opened(paths.tag(name));
    expect([decodeURIComponent(pathname), search, hash]).toEqual([`/tag/${name}`, '', '']);
  });

  test('a slug of another script', () => {
    const { pathname } = opened(paths.album({ artist_handle: 'moro.example', slug: '夜行' }));
    expect(decodeURIComponent(pathname)).toBe('/u/moro.example/album/夜行');
  });
});

describe('AUTH-19: the login page leads back', () => {
  test('to where one was, with its flags', () => {
    expect(opened(paths.login('/track/7?t=90')).searchParams.get('return_to')).toBe('/track/7?t=90');
  });
  test('but needs no word for the front page, and never leads to itself', () => {
    expect([paths.login('/'), paths.login('/login?return_to=x'), paths.login()]).toEqual([
      '/login',
      '/login',
      '/login',
    ]);
  });
});
