import type { Settings } from '../config/index.js';
import { SteadyClient } from '../database/index.js';

const WORKERS_AT_MOST = 4;
const PRODUCERS_AT_MOST = 3;
/** A second or more lies between two tries. */
const TRIES_OF_A_PRODUCER = 5;

/** How workers reach the store of BullMQ, which is chosen once in the module. They wait for it as long as it takes. */
export function workerConnection(settings: Settings): object {
  if (settings.redisUrl) return { url: settings.redisUrl, maxRetriesPerRequest: null };
  return postgres(settings, WORKERS_AT_MOST);
}

/** How jobs are added. Whoever adds one learns after a few seconds that the store is away; the sweeps find what it missed. */
export function producerConnection(settings: Settings): object {
  if (settings.redisUrl) return { url: settings.redisUrl, maxRetriesPerRequest: TRIES_OF_A_PRODUCER };
  return postgres(settings, PRODUCERS_AT_MOST);
}

function postgres(settings: Settings, max: number): object {
  return {
    Client: SteadyClient,
    connectionString: settings.databaseUrl,
    schema: 'bullmq',
    max,
    migrate: true,
    connectionTimeoutMillis: settings.queueConnectTimeout * 1000,
    keepAlive: true,
    application_name: `${settings.otelServiceName}-queue`,
  };
}
