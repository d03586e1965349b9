import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { DataSource } from 'typeorm';

const NAME = 'template_app';

/** A database with every migration in it, from which each world gets its own within milliseconds. */
export async function migrateTemplate(root, postgres) {
  await onDatabase(postgres.url('postgres'), [], (admin) => admin.query(`create database ${NAME}`));
  const migrations = await migrationClasses(path.join(root, 'migrations'));
  await onDatabase(postgres.url(NAME), migrations, (source) => source.runMigrations({ transaction: 'each' }));
  await onDatabase(postgres.url('postgres'), [], (admin) =>
    admin.query(`alter database ${NAME} with is_template true allow_connections false`),
  );
  return NAME;
}

async function onDatabase(url, migrations, work) {
  const source = new DataSource({
    type: 'postgres',
    url,
    migrations,
    migrationsTableName: 'migrations',
    installExtensions: false,
  });
  await source.initialize();
  try {
    await work(source);
  } finally {
    await source.destroy();
  }
}

/** Node reads the sources as they are: a migration has types to strip and nothing else. */
async function migrationClasses(folder) {
  const files = (await readdir(folder))
    .filter((name) => /^\d+-.*\.ts$/.test(name) && !name.endsWith('.spec.ts'))
    .sort();
  const modules = await Promise.all(files.map((name) => import(pathToFileURL(path.join(folder, name)).href)));
  return modules.flatMap((exports) => Object.values(exports));
}
