import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { SignalBus } from './signal-bus.js';

/** Pub/sub on Redis; a subscribed connection can do nothing else, so it is a second one. */
export class RedisSignalBus extends SignalBus implements OnApplicationBootstrap, OnApplicationShutdown {
  private subscriber?: Redis;

  constructor(
    private readonly redis: Redis,
    private readonly channel: string,
  ) {
    super();
  }

  async onApplicationBootstrap(): Promise<void> {
    this.subscriber = this.redis.duplicate();
    this.subscriber.on('error', () => undefined);
    this.subscriber.on('message', (_channel, text) => {
      const [name, payload] = JSON.parse(text) as [string, unknown];
      this.onSignal(name, payload);
    });
    await this.subscriber.subscribe(this.channel);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.subscriber?.quit().catch(() => undefined);
  }

  async send(name: string, payload: unknown): Promise<void> {
    await this.redis.publish(this.channel, JSON.stringify([name, payload]));
  }
}
