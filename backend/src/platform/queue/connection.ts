import type { Settings } from '../config/index.js';
import { SteadyClient } from '../database/index.js';

/** How BullMQ reaches its store; the backend itself is chosen once in the module. */
export function queueConnection(settings: Settings, max: number): object {
  if (settings.redisUrl) return { url: settings.redisUrl, maxRetriesPerRequest: null };
  return {
    Client: SteadyClient,
    connectionString: settings.databaseUrl,
    schema: 'bullmq',
    max,
    migrate: true,
    connectionTimeoutMillis: settings.queueConnectTimeout * 1000,
    keepAlive: true,
  };
}
