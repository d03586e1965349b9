import { DataStore, Upload } from '@tus/server';
import type { Readable } from 'node:stream';
import { UNCLAIMED_MS } from '../staging.service.js';
import type { StagedUploadRow } from '../staged-upload.entity.js';
import { UploadMissing } from '../uploads.errors.js';
import type { ResumableUploads } from './resumable-uploads.service.js';
import { tusCaller } from './tus-caller.js';

/** The tus server's view of our staged uploads: rows for what is known, files for what has arrived. */
export class TusStore extends DataStore {
  constructor(private readonly uploads: ResumableUploads) {
    super();
    this.extensions = ['creation', 'creation-with-upload', 'termination', 'expiration'];
  }

  override async create(upload: Upload): Promise<Upload> {
    const caller = tusCaller.getStore();
    if (!caller || upload.size === undefined) throw new Error('an upload without a caller or a length');
    await this.uploads.begin(upload.id, caller.did, upload.metadata?.filename ?? 'untitled', upload.size);
    return upload;
  }

  override async getUpload(id: string): Promise<Upload> {
    const progress = await this.uploads.progress(id);
    if (!progress) throw new UploadMissing();
    return asTus(progress.row, progress.bytes);
  }

  override write(body: Readable, id: string, offset: number): Promise<number> {
    return this.uploads.append(id, offset, body);
  }

  override remove(id: string): Promise<void> {
    return this.uploads.discard(id);
  }

  override getExpiration(): number {
    return UNCLAIMED_MS;
  }
}

function asTus(row: StagedUploadRow, offset: number): Upload {
  const { id, declaredBytes, filename, createdAt } = row;
  return new Upload({
    id,
    size: declaredBytes ?? offset,
    offset,
    metadata: { filename },
    creation_date: createdAt.toISOString(),
  });
}
