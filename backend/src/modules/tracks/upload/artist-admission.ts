import { Global, Injectable, Module } from '@nestjs/common';
import { Artists, ArtistsModule, ProfileRequired } from '../../artists/index.js';
import { MediaModule, Staging, UploadAdmission } from '../../media/index.js';
import { UploadLimits } from './upload-limits.service.js';
import { UploadsQueries } from './uploads.queries.js';

/** Resumable uploads are begun by artists, within their quotas (UP-19, UP-21). */
@Injectable()
class ArtistAdmission extends UploadAdmission {
  constructor(
    private readonly artists: Artists,
    private readonly limits: UploadLimits,
    private readonly staging: Staging,
  ) {
    super();
  }

  async assertMayBegin(ownerDid: string): Promise<void> {
    if (!(await this.artists.find(ownerDid))) throw new ProfileRequired();
    await this.limits.assertQuota(ownerDid, await this.staging.unclaimed(ownerDid));
  }
}

/** Global, because media stands below and cannot ask for it by name. */
@Global()
@Module({
  imports: [ArtistsModule, MediaModule],
  providers: [UploadsQueries, UploadLimits, { provide: UploadAdmission, useClass: ArtistAdmission }],
  exports: [UploadLimits, UploadAdmission],
})
export class UploadAdmissionModule {}
