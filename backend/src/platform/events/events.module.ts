import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import type { Redis } from 'ioredis';
import { getLoggerToken, type PinoLogger } from 'nestjs-pino';
import { Settings } from '../config/index.js';
import { Sql } from '../database/index.js';
import { REDIS } from '../ephemeral/index.js';
import { Events } from './events.js';
import { Listeners } from './listeners.js';
import { PostgresSignalBus } from './postgres-signal-bus.js';
import { RedisSignalBus } from './redis-signal-bus.js';
import { SignalBus } from './signal-bus.js';

const bus = {
  provide: SignalBus,
  inject: [REDIS, Settings, Sql, getLoggerToken(PostgresSignalBus.name)],
  useFactory: (redis: Redis | null, settings: Settings, sql: Sql, log: PinoLogger) =>
    redis ? new RedisSignalBus(redis, `${settings.redisPrefix}:signals`) : new PostgresSignalBus(settings, sql, log),
};

@Global()
@Module({ imports: [DiscoveryModule], providers: [bus, Events, Listeners], exports: [Events] })
export class EventsModule {}
