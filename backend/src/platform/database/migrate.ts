import type { DataSource } from 'typeorm';
import { connect } from './connect.js';
import { migrationOptions } from './data-source-options.js';

/** Any fixed number: processes that start together migrate one after the other. */
const MIGRATION_LOCK = 7_063_001;

/** Brings the database up to date, under an advisory lock. Answers the names of the migrations that ran. */
export async function migrate(databaseUrl: string): Promise<string[]> {
  return onSource(databaseUrl, async (source) => (await source.runMigrations()).map((migration) => migration.name));
}

/** Takes the newest migration back. */
export async function revertLast(databaseUrl: string): Promise<void> {
  await onSource(databaseUrl, (source) => source.undoLastMigration());
}

async function onSource<T>(databaseUrl: string, work: (source: DataSource) => Promise<T>): Promise<T> {
  const source = await connect(migrationOptions(databaseUrl));
  const lock = source.createQueryRunner();
  try {
    await lock.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    return await work(source);
  } finally {
    await lock.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    await lock.release();
    await source.destroy();
  }
}
