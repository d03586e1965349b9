import { expect, test } from '@jest/globals';
import { likeRecord } from './like.record.js';

test('LIKE-01: a like names the track by a strong reference and says when', () => {
  const subject = { uri: 'at://did:plc:a/fm.plyr.track/3l', cid: 'bafy' };
  expect(likeRecord(subject, new Date('2026-11-21T10:00:00.5Z'))).toEqual({
    $type: 'fm.plyr.like',
    subject,
    createdAt: '2026-11-21T10:00:00.500Z',
  });
});
