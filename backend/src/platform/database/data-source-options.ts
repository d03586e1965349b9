import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { DataSourceOptions } from 'typeorm';
import type { Settings } from '../config/index.js';
import { SnakeNaming } from './naming.js';
import { SteadyClient } from './steady-client.js';

// No value of ours comes near 2^53, and a number is what every caller wants.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

const PRE_PING_IDLE_MS = 60_000;
const MIGRATION_CONNECT_MS = 10_000;
/** Compiled migrations end in .js, those that a test runs from source in .ts. */
const MIGRATIONS = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../../migrations/*-*.{js,ts}');

/** How this process talks to PostgreSQL; OPS-02 and P-DB-03 say why every wait is bounded. */
export function dataSourceOptions(settings: Settings): DataSourceOptions {
  return {
    type: 'postgres',
    url: settings.databaseUrl,
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    installExtensions: false,
    // Parameters may hold secrets; whoever catches an error logs it without them.
    logging: false,
    poolSize: settings.databasePoolSize + settings.databaseMaxOverflow,
    connectTimeoutMS: settings.databaseConnectionTimeout * 1000,
    applicationName: settings.otelServiceName,
    extra: {
      Client: SteadyClient,
      min: 0,
      idleTimeoutMillis: settings.databasePoolPrePing ? PRE_PING_IDLE_MS : 0,
      maxLifetimeSeconds: settings.databasePoolRecycle,
      statement_timeout: settings.databaseStatementTimeout * 1000,
      idle_in_transaction_session_timeout: settings.databaseStatementTimeout * 3000,
      keepAlive: true,
    },
  };
}

/** The same, for the release step that migrates: without a statement timeout, with every migration. */
export function migrationOptions(databaseUrl: string): DataSourceOptions {
  return {
    type: 'postgres',
    url: databaseUrl,
    namingStrategy: new SnakeNaming(),
    migrations: [MIGRATIONS],
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'each',
    installExtensions: false,
    // Parameters may hold secrets; whoever catches an error logs it without them.
    logging: false,
    poolSize: 2,
    connectTimeoutMS: MIGRATION_CONNECT_MS,
  };
}
