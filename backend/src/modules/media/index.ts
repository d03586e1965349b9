export { AudioAdoption } from './audio/audio-adoption.service.js';
export type { AudioFile, DoomReason } from './audio/audio-file.entity.js';
export { AudioFiles } from './audio/audio-files.service.js';
export { AudioIntake, type IngestedAudio, type IntakePhase, type IntakeWork } from './audio/audio-intake.service.js';
export { AudioRelocation } from './audio/audio-relocation.service.js';
export { type AuditedStorage, type Damage, StorageAudit } from './audit/storage-audit.js';
export { StrayObjects } from './audit/stray-objects.js';
export { Delivery, type DeliveryOptions } from './delivery/delivery.service.js';
export {
  CountsReferences,
  type ReferenceCounter,
  ReferenceCounters,
  type Referenced,
} from './garbage/reference-counters.js';
export { ImageAdoption } from './images/image-adoption.service.js';
export { ImageTooLarge, ImageUnsupported } from './images/images.errors.js';
export { Images, type ImageUrls } from './images/images.service.js';
export { SUPPORTED_IMAGES } from './images/sniff-image.rules.js';
export { type StagedUpload, Staging } from './intake/staging.service.js';
export { UploadAdmission } from './intake/upload-admission.js';
export { UploadsBusy, UploadTooLarge, UploadUnsupported } from './intake/uploads.errors.js';
export { MediaModule } from './media.module.js';
export type { AudioFacts } from './probe/audio-facts.js';
export { SUPPORTED_AUDIO } from './probe/sniff.rules.js';
export {
  type Bucket,
  type ByteRange,
  type ByteStream,
  type ObjectAddress,
  Storage,
  type StoredKey,
  type StoredObject,
} from './storage/storage.js';
export { TranscoderModule } from './transcoder/transcoder.module.js';
