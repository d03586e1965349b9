import { Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError } from '../../common/errors.js';
import { jittered, uuid } from '../../common/ids.js';
import { Ephemeral } from './ephemeral.js';

const LEASE_MS = 15_000;
const ASK_AGAIN_MS = 40;

export class LockBusy extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'service.unavailable';
  override readonly retryAfterSeconds = 2;
  constructor(key: string) {
    super(`${key} is busy; try again in a moment`);
  }
}

/**
 * One at a time in the whole cluster. A lock is a lease that its holder renews, so no database connection is held while
 * the holder waits on a network, and a crash frees it within 15 seconds.
 */
@Injectable()
export class Locks {
  constructor(private readonly ephemeral: Ephemeral) {}

  /**
   * Runs `work` when nobody else holds `key`; `undefined` without running it when somebody does. Work that is long hears
   * by the signal that its lease was lost, because this process slept or was cut off.
   */
  async exclusively<T>(key: string, work: (lost: AbortSignal) => Promise<T>): Promise<T | undefined> {
    const holder = uuid();
    if (!(await this.ephemeral.acquire(`lock:${key}`, holder, LEASE_MS))) return undefined;
    return this.holding(key, holder, work);
  }

  /** Waits for its turn, then runs `work`; throws {@link LockBusy} after `waitMs`. */
  async locked<T>(key: string, work: () => Promise<T>, waitMs = 2 * LEASE_MS): Promise<T> {
    const holder = uuid();
    const until = Date.now() + waitMs;
    while (!(await this.ephemeral.acquire(`lock:${key}`, holder, LEASE_MS))) {
      if (Date.now() > until) throw new LockBusy(key);
      await sleep(jittered(ASK_AGAIN_MS));
    }
    return this.holding(key, holder, work);
  }

  private async holding<T>(key: string, holder: string, work: (lost: AbortSignal) => Promise<T>): Promise<T> {
    const lost = new AbortController();
    const renew = async () => {
      if (!(await this.ephemeral.renew(`lock:${key}`, holder, LEASE_MS))) lost.abort();
    };
    // Asked in vain, the lease may still be ours; the next answer says.
    const renewal = setInterval(() => void renew().catch(() => undefined), LEASE_MS / 3);
    renewal.unref();
    try {
      return await work(lost.signal);
    } finally {
      clearInterval(renewal);
      await this.ephemeral.release(`lock:${key}`, holder).catch(() => undefined);
    }
  }
}
