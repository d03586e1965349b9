import { startPostgres, THROW_AWAY } from './postgres/cluster.mjs';

const NAME = 'plyr';

/**
 * The embedded PostgreSQL of a data folder, with our database in it; or, when DATABASE_URL is set, that one.
 * @returns {Promise<{url: string, stop(): Promise<void>, process?: import('node:child_process').ChildProcess}>}
 */
export async function openDatabase({ root, environment, options }, { folder, ports, secrets, children }) {
  if (environment.DATABASE_URL) return { url: environment.DATABASE_URL, stop: async () => {} };
  const log = children.openLog('database');
  const postgres = await startPostgres({
    root,
    dataFolder: folder,
    port: ports.postgres,
    // Not from the environment: the cluster was made with this one.
    password: secrets.POSTGRES_PASSWORD,
    settings: options.temporary ? THROW_AWAY : {},
    onLog: (text) => log.write(text),
  });
  try {
    await createDatabase(postgres.url('postgres'));
  } catch (error) {
    await postgres.stop();
    throw error;
  }
  return { url: postgres.url(NAME), process: postgres.process, stop: postgres.stop };
}

async function createDatabase(url) {
  const { default: pg } = await import('pg');
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [NAME]);
    if (rowCount === 0) await client.query(`create database ${NAME}`);
  } finally {
    await client.end();
  }
}
