import { describe } from '@jest/globals';
import { Redis } from 'ioredis';
import type { World } from '../harness/world.js';
import { redisProgram, RedisServer } from './redis-server.js';

/** Where queue, locks, signals and short-lived values are kept (GEN-07), and what stories must know of it. */
export interface Store {
  /** Answers the settings that choose it. */
  open(): Promise<Record<string, string>>;
  close(): Promise<void>;
  /** Sends a signal exactly as another process would. */
  signal(world: World, name: string, payload: unknown): Promise<void>;
  /** Ends the connections by which signals are heard. */
  cut(world: World): Promise<void>;
}

class PostgresStore implements Store {
  open(): Promise<Record<string, string>> {
    return Promise.resolve({});
  }

  async close(): Promise<void> {}

  async signal({ database }: World, name: string, payload: unknown): Promise<void> {
    await database.rows(`select pg_notify('plyr_signals', $1)`, [JSON.stringify([name, payload])]);
  }

  async cut({ database }: World): Promise<void> {
    await database.rows(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name like '%-signals' and datname = current_database()`,
    );
  }
}

const PREFIX = 'story';

class RedisStore implements Store {
  private server: RedisServer | undefined;
  private client: Redis | undefined;

  constructor(private readonly program: string) {}

  async open(): Promise<Record<string, string>> {
    this.server = await RedisServer.start(this.program);
    this.client = new Redis(this.server.url);
    return { REDIS_URL: this.server.url, REDIS_PREFIX: PREFIX };
  }

  async close(): Promise<void> {
    await this.client?.quit();
    await this.server?.stop();
  }

  async signal(_world: World, name: string, payload: unknown): Promise<void> {
    await this.client?.publish(`${PREFIX}:signals`, JSON.stringify([name, payload]));
  }

  async cut(): Promise<void> {
    await this.client?.call('CLIENT', 'KILL', 'TYPE', 'pubsub');
  }
}

/** Tells the same stories on each store. Redis is a program that is not in the dependencies: without it they are skipped. */
export function onEachStore(stories: (store: Store) => void): void {
  describe('GEN-07: on PostgreSQL', () => stories(new PostgresStore()));
  const program = redisProgram();
  if (program) describe('GEN-07: on Redis', () => stories(new RedisStore(program)));
  else {
    const reason = 'neither valkey-server nor redis-server is on the PATH';
    process.stderr.write(`\n  stories on Redis are SKIPPED: ${reason}\n`);
    describe.skip(`GEN-07: on Redis (skipped: ${reason})`, () => stories(new RedisStore('')));
  }
}
