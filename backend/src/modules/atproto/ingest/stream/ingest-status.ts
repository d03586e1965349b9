import { Injectable } from '@nestjs/common';
import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { SECOND_MS } from '../../../../common/clock.js';
import { Metrics } from '../../../../platform/observability/index.js';
import type { Watcher } from './source.js';

/** How reading the network goes, for the log and for `/metrics` (OBS-02). */
@Injectable()
export class IngestStatus implements Watcher {
  /** Whether this process hears a host. */
  isConnected = false;
  private readonly connection;
  private readonly lastEvent;
  private readonly lag;
  private readonly unreadable;

  constructor(
    metrics: Metrics,
    @InjectPinoLogger(IngestStatus.name) private readonly log: PinoLogger,
  ) {
    this.connection = metrics.gauge('plyr_ingest_connected', '1 while this process hears the network');
    this.lastEvent = metrics.gauge('plyr_ingest_last_event_seconds', 'when the last event was made, as Unix time');
    this.lag = metrics.gauge('plyr_ingest_lag_seconds', 'from the making of the last event to its taking');
    this.unreadable = metrics.counter('plyr_ingest_malformed_total', 'frames and events that could not be read');
  }

  connected(host: string): void {
    this.isConnected = true;
    this.connection.set(1);
    this.log.info({ host }, 'the network is heard');
  }

  disconnected(host: string, error: unknown): void {
    this.left();
    this.log.warn({ err: error, host }, 'the network is not heard');
  }

  left(): void {
    this.isConnected = false;
    this.connection.set(0);
  }

  malformed(host: string, error: unknown): void {
    this.unreadable.inc();
    const reason = error instanceof Error ? error.message : String(error);
    this.log.warn({ reason, host }, 'something came that cannot be read');
  }

  /** Everything that was made until then is taken. */
  took(madeAt: number): void {
    this.lastEvent.set(madeAt / SECOND_MS);
    this.lag.set(Math.max(0, Date.now() - madeAt) / SECOND_MS);
  }
}
