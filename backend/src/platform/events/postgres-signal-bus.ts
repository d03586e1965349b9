import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import pg from 'pg';
import { Settings } from '../config/index.js';
import { Sql } from '../database/index.js';
import { SignalBus } from './signal-bus.js';

const CHANNEL = 'plyr_signals';
const HEARTBEAT_MS = 5_000;
const RECONNECT_MS = { first: 500, longest: 60_000 };

/** LISTEN/NOTIFY on a connection of its own, outside the pool, with heartbeat and back-off (P-DB-02, Q-03). */
@Injectable()
export class PostgresSignalBus extends SignalBus implements OnApplicationBootstrap, OnApplicationShutdown {
  private client?: pg.Client;
  private heartbeat?: NodeJS.Timeout;
  private reconnect?: NodeJS.Timeout;
  private waitMs = RECONNECT_MS.first;
  private closed = false;

  constructor(
    private readonly settings: Settings,
    private readonly sql: Sql,
    @InjectPinoLogger(PostgresSignalBus.name) private readonly log: PinoLogger,
  ) {
    super();
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.connect();
  }

  async onApplicationShutdown(): Promise<void> {
    this.closed = true;
    clearInterval(this.heartbeat);
    clearTimeout(this.reconnect);
    await this.client?.end().catch(() => undefined);
  }

  async send(name: string, payload: unknown): Promise<void> {
    await this.sql.rows('select pg_notify($1, $2)', [CHANNEL, JSON.stringify([name, payload])]);
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.settings.databaseUrl,
      connectionTimeoutMillis: this.settings.queueConnectTimeout * 1000,
      keepAlive: true,
      application_name: `${this.settings.otelServiceName}-signals`,
    });
    this.client = client;
    client.on('error', (error) => this.lost(client, error));
    client.on('notification', ({ payload }) => this.arrived(payload));
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
      this.waitMs = RECONNECT_MS.first;
      this.heartbeat = setInterval(() => {
        client.query('select 1').catch((error: unknown) => this.lost(client, error));
      }, HEARTBEAT_MS);
      this.heartbeat.unref();
    } catch (error) {
      this.lost(client, error);
    }
  }

  private lost(client: pg.Client, error: unknown): void {
    // A connection that was replaced may fail once more, long after.
    if (this.closed || this.reconnect || client !== this.client) return;
    this.log.warn({ err: error }, 'the signal connection was lost');
    clearInterval(this.heartbeat);
    client.end().catch(() => undefined);
    this.reconnect = setTimeout(() => {
      this.reconnect = undefined;
      void this.connect();
    }, this.waitMs);
    this.reconnect.unref();
    this.waitMs = Math.min(this.waitMs * 2, RECONNECT_MS.longest);
  }

  private arrived(text: string | undefined): void {
    if (!text) return;
    const [name, payload] = JSON.parse(text) as [string, unknown];
    this.onSignal(name, payload);
  }
}
