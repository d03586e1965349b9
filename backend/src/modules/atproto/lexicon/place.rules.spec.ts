import { describe, expect, test } from '@jest/globals';
import { namesOf, placeIn } from './place.rules.js';

const [NOW, BEFORE] = ['fm.plyr', 'fm.old'];
const former = 'at://did:plc:a/fm.old.track/3k';
const present = 'at://did:plc:a/fm.plyr.track/3k';

test('an address is taken apart; others are not ours', () => {
  expect(placeIn(BEFORE, former)).toEqual({ did: 'did:plc:a', collection: 'track', rkey: '3k' });
  for (const uri of [present, 'at://did:plc:a/fm.old.tracks/3k', 'at://did:plc:a/fm.old.track', 'nonsense'])
    expect(placeIn(BEFORE, uri)).toBeUndefined();
});

describe('AUTH-15: a record that was migrated', () => {
  test('is meant by its address of before as by that of today, and what is said comes first', () => {
    expect(namesOf(former, NOW, BEFORE)).toEqual([former, present]);
    expect(namesOf(present, NOW, BEFORE)).toEqual([present, former]);
  });

  test('has one address where there was no namespace before', () => {
    for (const before of [undefined, NOW]) expect(namesOf(former, NOW, before)).toEqual([former]);
  });

  test('is not meant by what stands in a namespace of others, or is no record', () => {
    for (const uri of ['at://did:plc:a/fm.other.track/3k', 'at://did:plc:a/fm.old.trackless/3k', 'at://did:plc:a', ''])
      expect(namesOf(uri, NOW, BEFORE)).toEqual([uri]);
  });
});
