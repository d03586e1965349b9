import { type DynamicModule, Module } from '@nestjs/common';
import { RepoAccess } from '../../src/modules/atproto/outbox/repo-access.js';
import { publishing } from '../../src/modules/atproto/publishing.providers.js';
import { WRITTEN_COLLECTIONS } from '../../src/modules/atproto/records/record-builders.js';
import type { Settings } from '../../src/platform/config/index.js';
import { PasswordAccess, platform } from './foundation.js';
import { SongLikes, Songs } from './songs.js';

@Module({
  imports: [...publishing.imports],
  providers: [
    ...publishing.providers,
    PasswordAccess,
    { provide: RepoAccess, useExisting: PasswordAccess },
    { provide: WRITTEN_COLLECTIONS, useValue: ['track', 'like'] },
    Songs,
    SongLikes,
  ],
})
class PublishingModule {}

/** The platform with the outbox on it, and two builders above. */
export function publishingApplication(settings: Settings): DynamicModule {
  return { module: class PublishingApplication {}, imports: [...platform(settings), PublishingModule] };
}
