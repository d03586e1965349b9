import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Actor, SignedIn, WritesRecords } from '../../platform/http/index.js';
import { Collections, NamespaceMigration, OldNamespace } from '../atproto/index.js';
import { MigrationCheck, MigrationResult } from './migration.dto.js';

/** AUTH-15: from the namespace of before into that of today. */
@ApiTags('account')
@SignedIn()
@Controller('migration')
export class MigrationController {
  constructor(
    private readonly old: OldNamespace,
    private readonly migration: NamespaceMigration,
    private readonly collections: Collections,
  ) {}

  /** Counts what is still in the old namespace; asks the caller's PDS. */
  @Get('check')
  async check(@Actor() { did }: Actor): Promise<MigrationCheck> {
    const count = await this.old.count(did);
    const former = this.old.nsid('track');
    return {
      needs_migration: count > 0,
      old_record_count: count,
      ...(former ? { old_collection: former } : {}),
      new_collection: this.collections.nsid('track'),
      did,
    };
  }

  /** Migrates as many records as one request can, some seconds long; to be called again until none are left. */
  @Post('migrate')
  @HttpCode(200)
  @WritesRecords()
  async migrate(@Actor() { did }: Actor): Promise<MigrationResult> {
    const { migrated, deleted, failures } = await this.migration.migrate(did);
    return { migrated_count: migrated, deleted_count: deleted, failed_count: failures.length, errors: failures };
  }
}
