import { describe, expect, test } from '@jest/globals';
import { collectionOf, nsidOf } from './collections.rules.js';
import { inNamespace } from './namespace.rules.js';

const track = {
  $type: 'fm.plyr.track',
  title: 'fm.plyr.track',
  features: [{ $type: 'fm.plyr.track#featuredArtist', did: 'did:plc:abc' }],
  labels: { $type: 'com.atproto.label.defs#selfLabels', values: [] },
  strange: { $type: 'fm.plyr.tracking', n: null },
};

describe('AUTH-14: collection names follow the configured namespace', () => {
  test('an id is the namespace and the name', () => {
    expect(nsidOf('fm.plyr.stg', 'actor.profile')).toBe('fm.plyr.stg.actor.profile');
  });

  test('ids of another namespace name no collection here', () => {
    expect(collectionOf('fm.plyr.dev', 'fm.plyr.dev.like')).toBe('like');
    expect(collectionOf('fm.plyr.dev', 'fm.plyr.like')).toBeUndefined();
    expect(collectionOf('fm.plyr', 'fm.plyr.dev.like')).toBeUndefined();
  });

  test('only the ids of our schemas move, at every depth', () => {
    expect(inNamespace(track, 'fm.plyr', 'fm.plyr.dev')).toEqual({
      ...track,
      $type: 'fm.plyr.dev.track',
      features: [{ $type: 'fm.plyr.dev.track#featuredArtist', did: 'did:plc:abc' }],
    });
  });

  test('moving there and back changes nothing', () => {
    expect(inNamespace(inNamespace(track, 'fm.plyr', 'fm.plyr.dev'), 'fm.plyr.dev', 'fm.plyr')).toEqual(track);
  });
});
