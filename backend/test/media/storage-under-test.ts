import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Clock } from '../../src/common/clock.js';
import type { Settings } from '../../src/platform/config/index.js';
import { DiskStorage } from '../../src/modules/media/storage/disk-storage.js';
import { s3Client, s3Places } from '../../src/modules/media/storage/s3-client.js';
import { S3Storage } from '../../src/modules/media/storage/s3-storage.js';
import { SignedUrls } from '../../src/modules/media/storage/signed-urls.js';
import type { Eraser, Storage } from '../../src/modules/media/storage/storage.js';
import { S3Fixture } from './s3/s3-fixture.js';

/** A driver ready for use, and how to see what really lies there. */
export interface StorageUnderTest {
  storage: Storage & Eraser;
  /** Everything that lies there, half-written things included; null where that cannot be asked. */
  leftovers(): Promise<string[]> | null;
  close(): Promise<void>;
}

const KEY = `test:${Buffer.alloc(32, 7).toString('base64')}`;

export async function diskUnderTest(): Promise<StorageUnderTest> {
  const storageDir = await mkdtemp(join(tmpdir(), 'plyr-storage-'));
  const settings = { storageDir, publicUrl: 'http://127.0.0.1:8001', oauthEncryptionKey: KEY } as Settings;
  return {
    storage: new DiskStorage(settings, new SignedUrls(settings, new Clock())),
    leftovers: async () => {
      const entries = await readdir(storageDir, { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(storageDir.length + 1));
    },
    close: () => rm(storageDir, { recursive: true }),
  };
}

const BUCKETS = { r2Bucket: 'audio-test', r2ImageBucket: 'images-test', r2PrivateBucket: 'private-test' };
const CDN = { r2PublicBucketUrl: 'https://audio.example.net', r2PublicImageBucketUrl: 'https://images.example.net' };

export async function s3UnderTest(): Promise<StorageUnderTest & { service: S3Fixture }> {
  const service = await new S3Fixture().start();
  const settings = {
    r2EndpointUrl: service.url,
    awsAccessKeyId: service.credentials.accessKeyId,
    awsSecretAccessKey: service.credentials.secretAccessKey,
    storageRegion: 'auto',
    storagePartSizeMb: 5,
    storagePartsInFlight: 2,
    ...BUCKETS,
    ...CDN,
  } as Settings;
  const receiving = await mkdtemp(join(tmpdir(), 'plyr-receiving-'));
  return {
    service,
    storage: new S3Storage(s3Client(settings), s3Places(settings), receiving),
    leftovers: async () => [
      ...service.store.objects.keys(),
      ...[...service.store.unfinished.keys()].map((id) => `unfinished/${id}`),
    ],
    close: async () => {
      await service.stop();
      await rm(receiving, { recursive: true });
    },
  };
}

/** A real service, when the environment names one: S3_ENDPOINT, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY, S3_BUCKET. */
export async function realS3UnderTest(): Promise<StorageUnderTest> {
  const bucket = process.env.S3_BUCKET ?? 'plyr-test';
  const settings = {
    r2EndpointUrl: process.env.S3_ENDPOINT,
    awsAccessKeyId: process.env.S3_ACCESS_KEY_ID,
    awsSecretAccessKey: process.env.S3_SECRET_ACCESS_KEY,
    storageRegion: process.env.S3_REGION ?? 'auto',
    storagePartSizeMb: 5,
    storagePartsInFlight: 2,
    r2Bucket: bucket,
    r2ImageBucket: bucket,
    r2PrivateBucket: bucket,
    ...CDN,
  } as Settings;
  const storage = new S3Storage(s3Client(settings), s3Places(settings), join(tmpdir(), randomUUID()));
  return { storage, leftovers: () => null, close: async () => undefined };
}
