import type { Redis } from 'ioredis';
import { Ephemeral } from './ephemeral.js';

/** A lease is changed only by its holder: compare and act in one step on the server. */
const RENEW = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('pexpire', KEYS[1], ARGV[2]) end return 0`;
const RELEASE = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0`;
const HIT = `local n = redis.call('incr', KEYS[1])
if n == 1 then redis.call('pexpire', KEYS[1], ARGV[1]) end
return { n, redis.call('pttl', KEYS[1]) }`;
/** Beside the values stands a list of their keys by the time they run out. */
const SET_IN_GROUP = `redis.call('set', KEYS[1], ARGV[1], 'PX', ARGV[2])
redis.call('zadd', KEYS[2], ARGV[3] + ARGV[2], KEYS[1])
redis.call('zremrangebyscore', KEYS[2], '-inf', ARGV[3])
redis.call('pexpire', KEYS[2], ARGV[2])
local surplus = redis.call('zcard', KEYS[2]) - tonumber(ARGV[4])
if surplus > 0 then
  local popped = redis.call('zpopmin', KEYS[2], surplus)
  for i = 1, #popped, 2 do redis.call('del', popped[i]) end
end`;

export class RedisEphemeral extends Ephemeral {
  constructor(
    private readonly redis: Redis,
    private readonly prefix: string,
  ) {
    super();
  }

  async get<T>(key: string): Promise<T | undefined> {
    const text = await this.redis.get(this.named(key));
    return text === null ? undefined : (JSON.parse(text) as T);
  }

  async set(key: string, value: unknown, lifeMs: number): Promise<void> {
    await this.redis.set(this.named(key), JSON.stringify(value), 'PX', lifeMs);
  }

  async setInGroup(group: string, member: string, value: unknown, lifeMs: number, most: number): Promise<void> {
    const keys = [this.named(`${group}:${member}`), this.named(`group:${group}`)];
    await this.redis.eval(SET_IN_GROUP, 2, ...keys, JSON.stringify(value), lifeMs, Date.now(), most);
  }

  async delete(key: string): Promise<void> {
    await this.redis.del(this.named(key));
  }

  async hit(key: string, windowMs: number): Promise<{ hits: number; msLeft: number }> {
    const [hits, msLeft] = (await this.redis.eval(HIT, 1, this.named(key), windowMs)) as [number, number];
    return { hits, msLeft: Math.max(0, msLeft) };
  }

  async acquire(key: string, holder: string, lifeMs: number): Promise<boolean> {
    return (await this.redis.set(this.named(key), holder, 'PX', lifeMs, 'NX')) === 'OK';
  }

  async renew(key: string, holder: string, lifeMs: number): Promise<boolean> {
    return (await this.redis.eval(RENEW, 1, this.named(key), holder, lifeMs)) === 1;
  }

  async release(key: string, holder: string): Promise<void> {
    await this.redis.eval(RELEASE, 1, this.named(key), holder);
  }

  /** Redis forgets by itself. */
  async sweep(): Promise<void> {}

  private named(key: string): string {
    return `${this.prefix}:${key}`;
  }
}
