import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AudioAdoption } from './audio/audio-adoption.service.js';
import { AudioFile } from './audio/audio-file.entity.js';
import { AudioFilesRepository } from './audio/audio-files.repository.js';
import { AudioFiles } from './audio/audio-files.service.js';
import { AudioIntake } from './audio/audio-intake.service.js';
import { AudioRelocation } from './audio/audio-relocation.service.js';
import { AudioShelf } from './audio/audio-shelf.js';
import { AuditStorageHandler } from './audit/audit-storage.handler.js';
import { InventoryRepository } from './audit/inventory.repository.js';
import { StorageAudit } from './audit/storage-audit.js';
import { StrayObjects } from './audit/stray-objects.js';
import { Delivery } from './delivery/delivery.service.js';
import { MediaController } from './delivery/media.controller.js';
import { CollectGarbageHandler, DoomOrphansHandler } from './garbage/collect-garbage.handler.js';
import { ForeignKeysQueries } from './garbage/foreign-keys.queries.js';
import { GarbageCollector } from './garbage/garbage-collector.js';
import { GarbageRepository } from './garbage/garbage.repository.js';
import { ReferenceCounters } from './garbage/reference-counters.js';
import { StagedLeftovers } from './garbage/staged-leftovers.js';
import { ImageAdoption } from './images/image-adoption.service.js';
import { ImageVariants } from './images/image-variants.service.js';
import { Image } from './images/image.entity.js';
import { ImagesRepository } from './images/images.repository.js';
import { Images } from './images/images.service.js';
import { ReceivingFolder } from './intake/resumable/receiving-folder.js';
import { ResumableUploads } from './intake/resumable/resumable-uploads.service.js';
import { TusServer } from './intake/resumable/tus-server.js';
import { TusController } from './intake/resumable/tus.controller.js';
import { ReceivingSlots } from './intake/receiving-slots.js';
import { StagedUploadRow } from './intake/staged-upload.entity.js';
import { StagedUploadsRepository } from './intake/staged-uploads.repository.js';
import { Staging } from './intake/staging.service.js';
import { StorageModule } from './storage/storage.module.js';
import { TranscodeModule } from './transcode/transcode.module.js';
import { TranscoderModule } from './transcoder/transcoder.module.js';

const rows = TypeOrmModule.forFeature([AudioFile, StagedUploadRow, Image]);

@Module({
  imports: [DiscoveryModule, StorageModule, TranscodeModule, TranscoderModule, rows],
  controllers: [MediaController, TusController],
  providers: [
    // arriving bytes
    StagedUploadsRepository,
    ReceivingSlots,
    Staging,
    ReceivingFolder,
    ResumableUploads,
    TusServer,
    // sounds
    AudioFilesRepository,
    AudioFiles,
    AudioShelf,
    AudioRelocation,
    AudioIntake,
    AudioAdoption,
    // images
    ImagesRepository,
    Images,
    ImageVariants,
    ImageAdoption,
    // leaving bytes
    Delivery,
    ForeignKeysQueries,
    ReferenceCounters,
    GarbageRepository,
    GarbageCollector,
    StagedLeftovers,
    CollectGarbageHandler,
    DoomOrphansHandler,
    InventoryRepository,
    StorageAudit,
    StrayObjects,
    AuditStorageHandler,
  ],
  exports: [
    StorageModule,
    Staging,
    AudioIntake,
    AudioAdoption,
    AudioRelocation,
    AudioFiles,
    Images,
    ImageAdoption,
    Delivery,
    ReferenceCounters,
    StorageAudit,
    StrayObjects,
  ],
})
export class MediaModule {}
