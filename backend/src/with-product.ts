import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Logger } from 'nestjs-pino';
import { AppModule } from './app.module.js';
import { readSettings, type Settings } from './platform/config/index.js';

/**
 * Opens the product for a command of an operator: everything but its doors, and without jobs and streams, which belong
 * to the processes that serve. Says first which environment, database and bytes that is (SCR-06).
 */
export async function withProduct<T>(
  { env, say }: { env: NodeJS.ProcessEnv; say: (line: string) => void },
  work: (product: INestApplicationContext) => Promise<T>,
): Promise<T> {
  const settings = readSettings({ LOG_LEVEL: 'warn', ...env, APP_ROLE: 'api', INGEST_ENABLED: 'false' });
  for (const line of whereabouts(settings)) say(line);
  const quietly = { bufferLogs: true, autoFlushLogs: false, abortOnError: false };
  const product = await NestFactory.createApplicationContext(AppModule.for(settings), quietly);
  product.useLogger(product.get(Logger));
  product.flushLogs();
  try {
    return await work(product);
  } finally {
    await product.close();
  }
}

function whereabouts(settings: Settings): string[] {
  const { host, pathname } = new URL(settings.databaseUrl);
  const bytes =
    settings.storageBackend === 'filesystem'
      ? settings.storageDir
      : [settings.r2Bucket, settings.r2ImageBucket, settings.r2PrivateBucket].join(', ');
  return [
    `environment  ${settings.appEnv}, records of ${settings.atprotoAppNamespace}`,
    `database     ${host}${pathname}`,
    `bytes        ${bytes}`,
    '',
  ];
}
