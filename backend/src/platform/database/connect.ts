import { DataSource, type DataSourceOptions, TypeORMError } from 'typeorm';
import { StartRefused } from '../config/index.js';

/** Wrong user or password, no such database: waiting does not help. */
const FINAL = new Set(['28000', '28P01', '3D000']);

export class DatabaseUnreachable extends StartRefused {
  readonly isFinal: boolean;

  constructor(url: string, cause: unknown) {
    // A name with several addresses fails once for each.
    const [reason] = (cause as { errors?: Error[] }).errors ?? [cause as Error];
    super(`the database is not reachable: ${reason?.message} (DATABASE_URL points to ${placeOf(url)})`, { cause });
    this.isFinal = FINAL.has((cause as { code?: string }).code ?? '');
  }
}

/** A source that is connected; throws {@link DatabaseUnreachable}. */
export async function connect(options: DataSourceOptions): Promise<DataSource> {
  const source = new DataSource(options);
  try {
    return await source.initialize();
  } catch (error) {
    // A fault in our entities is not the database's.
    if (error instanceof TypeORMError || !('url' in options) || typeof options.url !== 'string') throw error;
    throw new DatabaseUnreachable(options.url, error);
  }
}

/** The address without user and password. */
function placeOf(url: string): string {
  const { host, pathname } = new URL(url);
  return host + pathname;
}
