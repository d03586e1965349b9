import { expect, test } from '@jest/globals';
import type { Job } from '../../jobs/index.js';
import { uploadProgress } from './upload-progress.rules.js';

const at = new Date('2025-11-20T10:00:00Z');
const job: Job = {
  id: 'a',
  type: 'upload',
  status: 'processing',
  ownerDid: 'did:plc:a',
  progressPct: 42,
  phase: 'transcode',
  message: null,
  result: { reserved_track_id: 12, bytes: 5, track_id: 12 },
  error: null,
  heartbeatAt: at,
  eventSeq: 3,
  createdAt: at,
  updatedAt: at,
  completedAt: null,
};

test('there is no track before the end, because old clients take its number for the end', () => {
  expect(uploadProgress(job)).not.toHaveProperty('track_id');
  expect(uploadProgress({ ...job, status: 'failed' })).not.toHaveProperty('track_id');
  expect(uploadProgress({ ...job, status: 'completed' })).toMatchObject({ track_id: 12 });
});

test('UP-06: a phase speaks for itself while nothing more particular is known', () => {
  expect(uploadProgress(job).message).toBe('making a version that plays everywhere...');
  expect(uploadProgress({ ...job, message: 'nearly there' }).message).toBe('nearly there');
  expect(uploadProgress({ ...job, phase: null })).toMatchObject({
    phase: 'upload',
    message: 'uploading to storage...',
  });
  expect(uploadProgress({ ...job, phase: 'atproto' }).message).toBe('creating atproto record...');
});

test('the end names the record where there is one', () => {
  const done: Job = { ...job, status: 'completed', message: 'stale words' };
  expect(uploadProgress(done)).toMatchObject({ message: 'upload completed successfully' });
  expect(uploadProgress(done)).not.toHaveProperty('atproto_uri');
  const published = { ...done, result: { ...job.result, uri: 'at://a', cid: 'b' } };
  expect(uploadProgress(published)).toMatchObject({ atproto_uri: 'at://a', atproto_cid: 'b' });
});
