import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource, type DataSourceOptions, TypeORMError } from 'typeorm';
import { StartRefused } from '../config/index.js';

/** Wrong user or password, no such database: waiting does not help. */
const FINAL = new Set(['28000', '28P01', '3D000']);

/** A database that was asleep may take minutes to wake up (OPS-03). */
const PATIENCE_MS = 3 * 60_000;
const ASK_AGAIN_MS = { first: 250, longest: 5_000 };

export class DatabaseUnreachable extends StartRefused {
  readonly isFinal: boolean;

  constructor(url: string, cause: unknown) {
    // A name with several addresses fails once for each.
    const [reason] = (cause as { errors?: Error[] }).errors ?? [cause as Error];
    super(`the database is not reachable: ${reason?.message} (DATABASE_URL points to ${placeOf(url)})`, { cause });
    this.isFinal = FINAL.has((cause as { code?: string }).code ?? '');
  }
}

/** A source that is connected. Waits for a database that is not there yet; throws {@link DatabaseUnreachable} in the end. */
export async function connect(options: DataSourceOptions, patienceMs = PATIENCE_MS, tell = toStandardError) {
  const until = Date.now() + patienceMs;
  for (let waitMs = ASK_AGAIN_MS.first; ; waitMs = Math.min(waitMs * 2, ASK_AGAIN_MS.longest)) {
    try {
      return await connectOnce(options);
    } catch (error) {
      if (!(error instanceof DatabaseUnreachable) || error.isFinal || Date.now() + waitMs > until) throw error;
      if (waitMs === ASK_AGAIN_MS.first) tell(`${error.message}; waiting for it`);
      await sleep(waitMs);
    }
  }
}

async function connectOnce(options: DataSourceOptions): Promise<DataSource> {
  const source = new DataSource(options);
  try {
    return await source.initialize();
  } catch (error) {
    // A fault in our entities is not the database's.
    if (error instanceof TypeORMError || !('url' in options) || typeof options.url !== 'string') throw error;
    throw new DatabaseUnreachable(options.url, error);
  }
}

/** There is no logger yet when a start begins with its migrations. */
function toStandardError(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** The address without user and password. */
function placeOf(url: string): string {
  const { host, pathname } = new URL(url);
  return host + pathname;
}
