import { expect, test } from 'vitest';
import { aTrack } from '#lib/player/sample-track.ts';
import { placeOf } from './context-place.ts';

const me = 'did:plc:ada';
const place = (kind: string, id: string, listener: string | null = me) =>
  placeOf({ kind, id, label: '' }, aTrack(1), listener);

test.each([
  ['one’s own likes', 'liked', me, '/liked'],
  ['somebody else’s likes', 'liked', 'bob.test', '/liked/bob.test'],
  ['likes of a listener who left', 'liked', 'did:plc:bob', null],
  ['a tag', 'tag', 'rain', '/tag/rain'],
  ['an artist', 'artist', 'did:plc:marit', '/u/marit.test'],
  ['another artist than the one who plays', 'artist', 'did:plc:bob', null],
  ['something newer than this client', 'radio', 'x', null],
])('Q-14: %s', (_, kind, id, path) => expect(place(kind, id)).toBe(path));
