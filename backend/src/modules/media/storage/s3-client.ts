import { S3Client } from '@aws-sdk/client-s3';
import type { Settings } from '../../../platform/config/index.js';
import type { Bucket } from './storage.js';

/** Which bucket is which, how the world sees the public ones, and how much is sent at once. */
export interface S3Places {
  buckets: Record<Bucket, string>;
  audioUrl: string;
  imagesUrl: string;
  partBytes: number;
  partsInFlight: number;
}

export function s3Places(settings: Settings): S3Places {
  return {
    buckets: {
      public: required(settings.r2Bucket, 'R2_BUCKET'),
      images: required(settings.r2ImageBucket, 'R2_IMAGE_BUCKET'),
      private: required(settings.r2PrivateBucket, 'R2_PRIVATE_BUCKET'),
    },
    audioUrl: required(settings.r2PublicBucketUrl, 'R2_PUBLIC_BUCKET_URL'),
    imagesUrl: required(settings.r2PublicImageBucketUrl, 'R2_PUBLIC_IMAGE_BUCKET_URL'),
    partBytes: settings.storagePartSizeMb * 1024 * 1024,
    partsInFlight: settings.storagePartsInFlight,
  };
}

export function s3Client(settings: Settings): S3Client {
  return new S3Client({
    endpoint: required(settings.r2EndpointUrl, 'R2_ENDPOINT_URL'),
    region: settings.storageRegion,
    forcePathStyle: true,
    maxAttempts: 8,
    // Compatible services do not all know the checksums that the client would add; sizes are verified after each write.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    credentials: {
      accessKeyId: required(settings.awsAccessKeyId, 'AWS_ACCESS_KEY_ID'),
      secretAccessKey: required(settings.awsSecretAccessKey, 'AWS_SECRET_ACCESS_KEY'),
    },
  });
}

function required(value: string | undefined, name: string): string {
  if (!value) throw new Error(`STORAGE_BACKEND=s3 needs ${name}`);
  return value;
}
