import { expect, test } from 'vitest';
import type { Track } from '#lib/api/contract.ts';
import { isOn, isPlayable, rowState } from './row-state.ts';

const track = (facts: Partial<Track>) => facts as Track;

test('sound comes before news of the record', () => {
  expect(rowState(track({ publish_state: 'failed' }), 'playing')).toBe('playing');
});
test('a track without its bytes cannot be on', () => {
  expect(rowState(track({ broken_reason: 'audio_missing' }), 'playing')).toBe('disabled');
});
test('CON-04: what did not reach the pds is said', () => {
  expect(rowState(track({ publish_state: 'pending' }), null)).toBe('pending');
  expect(rowState(track({ publish_state: 'published', sync_state: 'failed' }), null)).toBe('failed');
  expect(rowState(track({ broken_reason: 'record_missing' }), null)).toBe('failed');
});
test('a listener sees a plain row', () => expect(rowState(track({}), null)).toBeNull());
test('what is paused is on as well; what waits for its record, or lost its bytes, cannot be played', () => {
  expect([isOn('playing'), isOn('paused'), isOn('failed'), isOn(null)]).toEqual([true, true, false, false]);
  expect([isPlayable('pending'), isPlayable('disabled')]).toEqual([false, false]);
  expect([isPlayable('failed'), isPlayable(null)]).toEqual([true, true]);
});
