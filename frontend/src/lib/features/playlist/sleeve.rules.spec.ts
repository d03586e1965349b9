import { expect, test } from 'vitest';
import { aTrack } from '#lib/player/sample-track.ts';
import { sleeveOf } from './sleeve.rules.ts';

const none = { image_url: null, thumbnail_url: null };
const tracks = (...covers: (string | null)[]) => covers.map((image_url, index) => aTrack(index + 1, { image_url }));
const images = (...covers: (string | null)[]) => sleeveOf(none, tracks(...covers)).map(({ image }) => image);

test('LST-13: its own cover comes first', () => {
  const own = { image_url: '/own', thumbnail_url: '/own-small' };
  expect(sleeveOf(own, tracks('/a', '/b', '/c', '/d'))).toEqual([{ image: '/own', thumbnail: '/own-small' }]);
});
test('four different covers of its tracks make one', () => {
  expect(images('/a', '/a', null, '/b', '/c', '/d', '/e')).toEqual(['/a', '/b', '/c', '/d']);
});
test('with fewer it is the first', () => expect(images(null, '/b', '/b', '/c')).toEqual(['/b']));
test('without any it is blank', () => expect(images(null, null)).toEqual([]));
