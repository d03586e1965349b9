import { expect, test } from 'vitest';
import { answerOf, firstWord, outdated } from './answers.rules.ts';

const ORIGIN = 'https://plyr.example';
const parts = {
  origin: ORIGIN,
  lasting: new Set(['/_app/immutable/chunks/a1.js']),
  changing: new Set(['/icon.svg']),
  pages: new Set(['', 'track', 'u']),
};

interface Init {
  method?: string;
  mode?: string;
  headers?: Record<string, string>;
}
const answer = (path: string, { method = 'GET', mode = 'cors', headers = {} }: Init = {}) =>
  answerOf({ method, url: new URL(path, ORIGIN).href, mode, headers: new Headers(headers) }, parts);

test.each<[string, string, Init, string]>([
  ['a part of the build', '/_app/immutable/chunks/a1.js', {}, 'kept-first'],
  ['a file under a lasting name', '/icon.svg', {}, 'network-first'],
  ['home', '/?track=7', { mode: 'navigate' }, 'shell'],
  ['a page', '/u/ada.test/album/first', { mode: 'navigate' }, 'shell'],
])('%s is answered', (_name, path, init, expected) => {
  expect(answer(path, init)).toBe(expected);
});

test.each<[string, string, Init]>([
  ['sound', '/api/audio/7', {}],
  ['sound in ranges', '/audio/7', { headers: { range: 'bytes=0-' } }],
  ['a range of our own file', '/icon.svg', { headers: { range: 'bytes=0-10' } }],
  ['media of another host', 'https://media.example/_app/immutable/chunks/a1.js', {}],
  ['a stream of events', '/api/tracks/uploads/7/progress', { headers: { accept: 'text/event-stream' } }],
  ['a list of the API', '/api/tracks?limit=30', {}],
  ['the same without its prefix, though a page is called so', '/track/7', {}],
  ['who is signed in', '/api/auth/me', {}],
  ['the way to a PDS', '/auth/start?handle=ada.test', { mode: 'navigate' }],
  ['a change', '/', { method: 'POST', mode: 'navigate' }],
])('P-SW-01, P-SW-02: %s is not touched', (_name, path, init) => {
  expect(answer(path, init)).toBeNull();
});

test('the first word of a route is that of its addresses', () => {
  expect([firstWord('/'), firstWord('/u/[handle]'), firstWord('/track/7')]).toEqual(['', 'u', 'track']);
});

test('the parts of this build and of the one before stay', () => {
  expect(outdated(['plyr-1', 'other', 'plyr-2', 'plyr-3'], 'plyr-')).toEqual(['plyr-1']);
  expect(outdated(['plyr-1'], 'plyr-')).toEqual([]);
});
