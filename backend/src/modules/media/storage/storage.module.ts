import { Module } from '@nestjs/common';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { Settings } from '../../../platform/config/index.js';
import { DiskStorage } from './disk-storage.js';
import { s3Client, s3Places } from './s3-client.js';
import { S3Storage } from './s3-storage.js';
import { SignedUrls } from './signed-urls.js';
import { Eraser, Storage } from './storage.js';

/** The driver that STORAGE_BACKEND names. `Eraser` stays inside the module `media`: nobody else can delete. */
@Module({
  providers: [
    SignedUrls,
    {
      provide: Storage,
      inject: [Settings, SignedUrls],
      useFactory: (settings: Settings, signatures: SignedUrls): Storage => {
        if (settings.storageBackend === 'filesystem') return new DiskStorage(settings, signatures);
        return new S3Storage(
          s3Client(settings),
          s3Places(settings),
          join(settings.scratchDir ?? tmpdir(), 'plyr-receiving'),
        );
      },
    },
    { provide: Eraser, useExisting: Storage },
  ],
  exports: [Storage, Eraser, SignedUrls],
})
export class StorageModule {}
