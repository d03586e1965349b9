import 'reflect-metadata';
import { startFailure, StartRefused } from './platform/config/index.js';
import { migrate } from './platform/database/index.js';

/** The release step: brings the database of DATABASE_URL up to date and says which migrations ran. */
async function main(): Promise<void> {
  const url = process.env.DATABASE_URL;
  if (!url) throw new StartRefused('DATABASE_URL is required');
  const ran = await migrate(url);
  console.error(ran.length === 0 ? 'the database is up to date' : `migrated: ${ran.join(', ')}`);
}

main().catch((error: unknown) => {
  console.error(startFailure(error));
  process.exit(1);
});
