import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** The numbers of one process, in a registry of its own. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  readonly requests = this.histogram('plyr_http_request_seconds', 'time to answer', ['method', 'route', 'status']);

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  counter<L extends string>(name: string, help: string, labelNames: readonly L[] = []): Counter<L> {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  gauge<L extends string>(name: string, help: string, labelNames: readonly L[] = []): Gauge<L> {
    return new Gauge({ name, help, labelNames, registers: [this.registry] });
  }

  histogram<L extends string>(name: string, help: string, labelNames: readonly L[] = []): Histogram<L> {
    return new Histogram({ name, help, labelNames, registers: [this.registry] });
  }

  /** Prometheus text. */
  text(): Promise<string> {
    return this.registry.metrics();
  }
}
