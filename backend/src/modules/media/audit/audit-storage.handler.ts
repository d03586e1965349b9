import { DAY_MS } from '../../../common/clock.js';
import { defineJob, Handles, type JobHandler } from '../../../platform/queue/index.js';
import { StorageAudit } from './storage-audit.js';

export const auditStorage = defineJob('media.audit-storage', { attempts: 3, everyMs: DAY_MS });

@Handles(auditStorage)
export class AuditStorageHandler implements JobHandler<Record<string, never>> {
  constructor(private readonly audit: StorageAudit) {}

  async run(): Promise<void> {
    await this.audit.run();
  }
}
