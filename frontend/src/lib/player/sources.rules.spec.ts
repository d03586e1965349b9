import { expect, test } from 'vitest';
import { aTrack } from './sample-track.ts';
import { audioSources, playableOf } from './sources.rules.ts';

const playsAll = () => 'maybe';
const rendition = (file_id: string, file_type: string) =>
  ({ file_id, file_type, role: 'original', codec: '', bitrate: null, bytes: 1 }) as const;

test('PL-08: the public host is tried first, then our own door, then other renditions', () => {
  const track = aTrack(1, {
    file_id: 'stream',
    r2_url: 'https://cdn.test/stream.mp3',
    renditions: [rendition('stream', 'mp3'), rendition('original', 'flac')],
  });
  expect(audioSources(track, '/api', playsAll).map((source) => source.url)).toEqual([
    'https://cdn.test/stream.mp3',
    '/api/audio/stream',
    '/api/audio/original',
  ]);
});

test('P-PLAY-09: what the browser says it cannot play goes to the end, but is not given up', () => {
  const track = aTrack(1, { file_id: 'stream', file_type: 'aiff', renditions: [rendition('lossy', 'mp3')] });
  const noAiff = (type: string) => (type === 'audio/aiff' ? '' : 'probably');
  expect(audioSources(track, '', noAiff).map((source) => source.url)).toEqual(['/audio/lossy', '/audio/stream']);
});

test('a type nobody knows is tried in its turn', () => {
  const track = aTrack(1, { file_type: 'xyz', renditions: [rendition('other', 'mp3')] });
  expect(audioSources(track, '', () => '')[0]?.url).toBe('/audio/file-1');
});

test('the length is taken in milliseconds where it is known, else in seconds, else not at all', () => {
  const length = (more: object) => playableOf('e', aTrack(1, more), []).durationMs;
  expect([length({}), length({ duration_ms: null }), length({ duration_ms: null, duration: null })]).toEqual([
    200_000,
    200_000,
    null,
  ]);
});
