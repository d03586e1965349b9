import { describe, expect, test } from '@jest/globals';
import { mergeRecord } from './merge.rules.js';

const built = { $type: 'fm.plyr.dev.track', title: 'new', artist: 'ada', createdAt: '2026-02-02T00:00:00.000Z' };

describe('CON-08: an update merges what we know over what we do not know', () => {
  test('a new record is what was built', () => {
    expect(mergeRecord('track', undefined, built)).toBe(built);
  });

  test('P-DUAL-04: unknown fields, the blob, labels and the support gate survive', () => {
    const foreign = {
      audioBlob: { $type: 'blob', ref: { $link: 'bafkrei' } },
      labels: { values: [] },
      supportGate: { type: 'any' },
      mood: { $type: 'com.example.mood', blue: true },
    };
    expect(mergeRecord('track', { ...built, title: 'old', ...foreign }, built)).toEqual({ ...built, ...foreign });
  });

  test('a field of ours that is gone from the row goes from the record', () => {
    expect(mergeRecord('track', { ...built, album: 'lp', tags: ['a'] }, built)).toEqual(built);
  });

  test('the first createdAt stays, unless it is none', () => {
    const first = '2025-01-01T00:00:00Z';
    expect(mergeRecord('track', { ...built, createdAt: first }, built).createdAt).toBe(first);
    expect(mergeRecord('track', { ...built, createdAt: 'once' }, built).createdAt).toBe(built.createdAt);
  });

  test('what others know of a member stays with it, in our order', () => {
    const current = { ...built, features: [{ did: 'did:a', role: 'drums' }, { did: 'did:b' }] };
    const features = [{ did: 'did:c' }, { did: 'did:a', handle: 'a.test' }];
    expect(mergeRecord('track', current, { ...built, features }).features).toEqual([
      { did: 'did:c' },
      { did: 'did:a', handle: 'a.test', role: 'drums' },
    ]);
  });
});
