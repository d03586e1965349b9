import { Injectable } from '@nestjs/common';
import { Storage, type StoredKey } from '../storage/storage.js';
import { BUCKETS } from '../storage/storage-keys.rules.js';
import { InventoryRepository } from './inventory.repository.js';

const AT_ONCE = 1_000;

/** Finds objects that no row speaks of: nobody would ever collect them. */
@Injectable()
export class StrayObjects {
  constructor(
    private readonly storage: Storage,
    private readonly inventory: InventoryRepository,
  ) {}

  /** Those that were there before this moment; younger ones may get their row in a moment. */
  async *before(moment: Date): AsyncGenerator<string> {
    for (const bucket of BUCKETS) {
      let some: StoredKey[] = [];
      for await (const object of this.storage.list(bucket)) {
        if (object.modifiedAt < moment) some.push(object);
        if (some.length < AT_ONCE) continue;
        yield* await this.unclaimed(some);
        some = [];
      }
      yield* await this.unclaimed(some);
    }
  }

  private async unclaimed(objects: readonly StoredKey[]): Promise<string[]> {
    if (objects.length === 0) return [];
    // Exports end by the lifecycle of their bucket, and have no row.
    const keys = objects.map(({ key }) => key).filter((key) => !key.startsWith('exports/'));
    const claimed = await this.inventory.claimed(keys);
    return keys.filter((key) => !claimed.has(key));
  }
}
