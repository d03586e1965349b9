import { expect, test } from 'vitest';
import { sleeveOf } from './sleeve.rules.ts';

const cover = (image_url: string) => ({ image_url, thumbnail_url: `${image_url}-small` });
const none = { image_url: null, thumbnail_url: null };
const images = (...covers: string[]) =>
  sleeveOf({ ...none, first_covers: covers.map(cover) }).map(({ image }) => image);

test('LST-13: its own cover comes first', () => {
  expect(sleeveOf({ ...cover('/own'), first_covers: [] })).toEqual([{ image: '/own', thumbnail: '/own-small' }]);
});
test('four covers of its tracks make one', () => {
  expect(images('/a', '/b', '/c', '/d')).toEqual(['/a', '/b', '/c', '/d']);
});
test('with fewer it is the first', () => expect(images('/b', '/c')).toEqual(['/b']));
test('without any it is blank', () => expect(images()).toEqual([]));
