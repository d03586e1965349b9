import { expect, test } from '@jest/globals';
import type { FileRow, TrackRow } from './track-row.js';
import { type Addresses, trackView } from './track-shape.rules.js';

const addresses: Addresses = {
  publicUrl: (key) => `https://audio/${key}`,
  imageUrls: (id, key) => ({ image_url: `https://images/${key}`, thumbnail_url: `https://images/${id}_96.webp` }),
};

const stream: FileRow = {
  id: 'f',
  role: 'stream',
  extension: 'mp3',
  codec: 'mp3',
  bitrate: 320_000,
  bytes: 9,
  loudness_lufs: -14,
  storage_key: 'audio/f.mp3',
  bucket: 'public',
};

const row: TrackRow = {
  id: 1,
  title: 'low tide',
  description: null,
  artist_did: 'did:plc:marit',
  artist: 'Marit',
  artist_handle: 'marit.test',
  artist_avatar_url: 'https://elsewhere/avatar.jpg',
  avatar_image_id: null,
  avatar_image_key: null,
  artist_pds_url: 'https://pds.example.com',
  visibility: 'public',
  publish_state: 'published',
  sync_state: 'synced',
  was_published: true,
  source: 'local',
  uri: 'at://did:plc:marit/fm.plyr.dev.track/3abc',
  rkey: '3abc',
  cid: 'bafy',
  duration_ms: 181_500,
  play_count: 3,
  like_count: 2,
  comment_count: 1,
  copyright_flagged: true,
  copyright_match: 'a hit',
  like_failed: false,
  created_at: '2025-11-20T10:11:12.345678Z',
  image_id: null,
  image_key: null,
  files: [stream],
  features: null,
  tags: null,
  album: null,
  is_optimizing: false,
};

const seen = (change: Partial<TrackRow> = {}, viewer: string | null = null) =>
  trackView({ ...row, ...change }, viewer, addresses);
const own = (change: Partial<TrackRow> = {}) => seen(change, row.artist_did);

test('what plays is the streaming rendition; the upload is named where it is another file', () => {
  const original: FileRow = { ...stream, id: 'o', role: 'original', extension: 'aiff', bucket: 'private' };
  expect(seen({ files: [stream, original] })).toMatchObject({
    file_id: 'f',
    r2_url: 'https://audio/audio/f.mp3',
    original_file_id: 'o',
    original_file_type: 'aiff',
    duration: 182,
    loudness_lufs: -14,
  });
  expect(seen()).toMatchObject({ original_file_id: null, original_file_type: null });
});

test('private audio has no public address, and a private track names no record', () => {
  const files = [{ ...stream, bucket: 'private' as const }];
  expect(own({ visibility: 'private', cid: null, files })).toMatchObject({
    r2_url: null,
    atproto_record_uri: null,
    atproto_record_cid: null,
    atproto_record_url: null,
  });
});

test('the record is shown as its PDS shows it', () => {
  expect(seen().atproto_record_url).toBe(
    'https://pds.example.com/xrpc/com.atproto.repo.getRecord?repo=did%3Aplc%3Amarit&collection=fm.plyr.dev.track&rkey=3abc',
  );
  expect(seen({ artist_pds_url: null }).atproto_record_url).toBeNull();
});

test('an avatar of ours goes before one from elsewhere', () => {
  expect(seen().artist_avatar_url).toBe('https://elsewhere/avatar.jpg');
  const ours = { avatar_image_id: 'i', avatar_image_key: 'images/i.jpg' };
  expect(seen(ours).artist_avatar_url).toBe('https://images/i_96.webp');
});

test('MOD-05: matches are told to the artist only', () => {
  expect(own()).toMatchObject({ copyright_flagged: true, copyright_match: 'a hit' });
  expect(seen()).toMatchObject({ copyright_flagged: null, copyright_match: null });
  expect(seen({}, 'did:plc:other')).not.toHaveProperty('publish_state');
});

test.each<[string | null, Partial<TrackRow>]>([
  [null, {}],
  [null, { publish_state: 'pending', cid: null, files: null, was_published: false }],
  [null, { visibility: 'private', cid: null }],
  ['audio_missing', { files: null }],
  ['record_missing', { cid: null }],
  ['record_missing', { publish_state: 'failed', cid: null, was_published: true }],
  ['publish_failed', { publish_state: 'failed', cid: null, was_published: false }],
])('TRK-02: the reason is %s when %j', (reason, change) => {
  expect(own(change).broken_reason).toBe(reason);
});
