import { expect, test } from '@jest/globals';
import { commentRecord } from './comment.record.js';

const comment = {
  text: 'that drop',
  timestampMs: 42_000,
  createdAt: new Date('2026-11-21T10:00:00Z'),
  updatedAt: null,
};
const subject = { uri: 'at://did:plc:a/fm.plyr.track/3l', cid: 'bafy' };

test('COM-03: a comment names the track, the moment and its words', () => {
  expect(commentRecord(comment, subject)).toEqual({
    $type: 'fm.plyr.comment',
    subject,
    text: 'that drop',
    timestampMs: 42_000,
    createdAt: '2026-11-21T10:00:00.000Z',
  });
});

test('COM-03: an edit keeps when it was written and says when it was changed', () => {
  const edited = { ...comment, text: 'that second drop', updatedAt: new Date('2026-11-22T10:00:00Z') };
  expect(commentRecord(edited, subject)).toMatchObject({
    text: 'that second drop',
    createdAt: '2026-11-21T10:00:00.000Z',
    updatedAt: '2026-11-22T10:00:00.000Z',
  });
});
