import pg from 'pg';
import { type TestServices, workerDatabaseUrl } from './services.js';

/** Gives this worker an empty database with the whole schema; what the last world left is dropped. */
export async function freshDatabase(services: TestServices): Promise<string> {
  const name = `worker_${services.worker}`;
  const admin = new pg.Client(services.postgresUrl);
  await admin.connect();
  try {
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.query(`create database ${name} template ${services.template} strategy file_copy`);
  } finally {
    await admin.end();
  }
  return workerDatabaseUrl(services);
}

/** Looks into the database beside the product, for what no route shows. */
export class WorldDatabase {
  private readonly pool: pg.Pool;

  constructor(readonly url: string) {
    this.pool = new pg.Pool({ connectionString: url, max: 1, idleTimeoutMillis: 1_000 });
    this.pool.on('error', () => undefined);
  }

  async rows<T = Record<string, unknown>>(text: string, params: unknown[] = []): Promise<T[]> {
    return (await this.pool.query(text, params)).rows as T[];
  }

  async one<T = Record<string, unknown>>(text: string, params: unknown[] = []): Promise<T | undefined> {
    return (await this.rows<T>(text, params))[0];
  }

  async count(table: string): Promise<number> {
    const [row] = await this.rows<{ count: number }>(`select count(*)::int as count from ${table}`);
    return row?.count ?? 0;
  }

  close(): Promise<void> {
    return this.pool.end();
  }
}
