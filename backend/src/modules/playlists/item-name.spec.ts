import { expect, test } from '@jest/globals';
import { ItemNamePipe } from './item-name.js';
import { ItemMissing } from './playlists.errors.js';

const named = (text: string) => new ItemNamePipe().transform(text);
const uri = 'at://did:plc:abc/fm.plyr.track/3lqlyj4zq2c2a';

test('LST-06: an item is named by the number of its track', () => {
  expect(named('12')).toEqual({ trackId: 12 });
});

test.each([uri, encodeURIComponent(uri), uri.replace('at://', 'at:/')])('LST-06: or by an address: %s', (text) => {
  expect(named(text)).toEqual({ uri });
});

test.each(['', 'x', '99999999999', '-1', 'at://', '%E0%A4%A', 'https://elsewhere'])('%j names no item', (text) => {
  expect(() => named(text)).toThrow(ItemMissing);
});
