import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import { Settings } from '../config/index.js';
import { Sql } from '../database/index.js';
import { Ephemeral } from './ephemeral.js';
import { Locks } from './locks.js';
import { PostgresEphemeral } from './postgres-ephemeral.js';
import { RedisEphemeral } from './redis-ephemeral.js';

/** The process's Redis connection for values and signals; null where PostgreSQL serves for both. */
export const REDIS = Symbol('redis');

const redis = {
  provide: REDIS,
  inject: [Settings],
  useFactory: (settings: Settings) =>
    settings.redisUrl ? new Redis(settings.redisUrl, { maxRetriesPerRequest: 2, enableOfflineQueue: true }) : null,
};

const ephemeral = {
  provide: Ephemeral,
  inject: [REDIS, Settings, Sql],
  useFactory: (connection: Redis | null, settings: Settings, sql: Sql) =>
    connection ? new RedisEphemeral(connection, settings.redisPrefix) : new PostgresEphemeral(sql),
};

@Global()
@Module({ providers: [redis, ephemeral, Locks], exports: [REDIS, Ephemeral, Locks] })
export class EphemeralModule implements OnApplicationShutdown {
  constructor(@Inject(REDIS) private readonly connection: Redis | null) {
    // Without a listener a lost connection would end the process; ioredis reconnects by itself.
    connection?.on('error', () => undefined);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.connection?.quit().catch(() => undefined);
  }
}
