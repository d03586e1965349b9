import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { type TestServices, testServices } from './services.js';

/**
 * Makes an empty database with the whole schema and answers its address. Its name is its own: a product that an earlier
 * story left half-closed shall not find its way into this one.
 */
export async function freshDatabase({ worker, template, postgresUrl }: TestServices): Promise<string> {
  const name = `world_${worker}_${randomBytes(4).toString('hex')}`;
  await asAdmin(postgresUrl, `create database ${name} template ${template} strategy file_copy`);
  const url = new URL(postgresUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function asAdmin(postgresUrl: string, statement: string): Promise<void> {
  const admin = new pg.Client(postgresUrl);
  await admin.connect();
  try {
    await admin.query(statement);
  } finally {
    await admin.end();
  }
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

  /** Ends the database itself, with whatever still clings to it. */
  async drop(): Promise<void> {
    await this.pool.end();
    await asAdmin(testServices().postgresUrl, `drop database ${new URL(this.url).pathname.slice(1)} with (force)`);
  }
}
