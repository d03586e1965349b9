import { Injectable } from '@nestjs/common';
import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { Metrics } from '../../../platform/observability/index.js';
import type { Referenced } from '../garbage/reference-counters.js';
import { Storage } from '../storage/storage.js';
import { ImageVariants, variantKeys } from '../images/image-variants.service.js';
import { address } from '../storage/storage-keys.rules.js';
import { type InventoryItem, InventoryRepository } from './inventory.repository.js';

const KINDS: readonly Referenced[] = ['audio', 'image'];
const FIRST_ID = '00000000-0000-0000-0000-000000000000';
const PAGE = 500;
/** Questions to the storage at once. */
const AT_ONCE = 16;
/** More than this share of everything: then it is the storage that is wrong, or our settings of it. */
const MOST_BELIEVED = 0.1;
const FEW = 10;

/** What is wrong with the bytes of a row. */
export interface Damage {
  kind: Referenced;
  id: string;
  key: string;
  what: 'missing' | 'wrong size';
}

interface Look {
  item: InventoryItem;
  damage: Damage | null;
}

export interface AuditedStorage {
  checked: number;
  damaged: Damage[];
  /** Rows that became missing, and rows whose bytes are back. */
  marked: number;
  healed: number;
  /** Pictures that got sizes which they lacked. */
  completed: number;
}

/** ST-12, P-STORE-04: asks the storage for the object of every row, so that listeners are not the first to find out. */
@Injectable()
export class StorageAudit {
  private readonly missing;

  constructor(
    private readonly inventory: InventoryRepository,
    private readonly storage: Storage,
    private readonly variants: ImageVariants,
    metrics: Metrics,
    @InjectPinoLogger(StorageAudit.name) private readonly log: PinoLogger,
  ) {
    this.missing = metrics.gauge('plyr_storage_missing_objects', 'objects that rows name and the storage lacks', [
      'kind',
    ]);
  }

  /** Looks, makes what pictures lack (ST-06), and marks what stays lost; its owners see it among their broken tracks. */
  async run(): Promise<AuditedStorage> {
    const result: AuditedStorage = { checked: 0, damaged: [], marked: 0, healed: 0, completed: 0 };
    for (const kind of KINDS) await this.audit(kind, result);
    return result;
  }

  /** Looks, and changes nothing. */
  async *damages(kind: Referenced): AsyncGenerator<Damage> {
    for await (const { damage } of this.looks(kind)) if (damage) yield damage;
  }

  private async audit(kind: Referenced, result: AuditedStorage): Promise<void> {
    const lost: string[] = [];
    const found: string[] = [];
    let checked = 0;
    let damaged = 0;
    for await (const look of this.looks(kind)) {
      const { item } = look;
      const isCompleted = await this.completes(look);
      const damage = isCompleted ? null : look.damage;
      if (isCompleted) result.completed += 1;
      checked += 1;
      if (damage) damaged += 1;
      if (damage) result.damaged.push(damage);
      if (damage && item.state === 'live') lost.push(item.id);
      if (!damage && item.state === 'missing') found.push(item.id);
    }
    result.checked += checked;
    this.missing.set({ kind }, damaged);
    result.healed += await this.inventory.mark(kind, found, 'live');
    if (lost.length > FEW && lost.length > checked * MOST_BELIEVED) {
      const what = { kind, checked, lost: lost.length };
      this.log.error(what, 'so much cannot be missing: nothing is marked, look at the storage and its settings');
      return;
    }
    result.marked += await this.inventory.mark(kind, lost, 'missing');
    if (damaged > 0) this.log.error({ kind, checked, damaged }, 'the storage lacks objects that rows name');
  }

  /** Whether a picture of which only sizes were lost is whole again. */
  private async completes({ item, damage }: Look): Promise<boolean> {
    if (!damage || damage.key === item.storageKey) return false;
    try {
      await this.variants.complete(item);
      return true;
    } catch (error) {
      this.log.warn({ err: error, key: damage.key }, 'a size of a picture cannot be made');
      return false;
    }
  }

  private async *looks(kind: Referenced): AsyncGenerator<Look> {
    let page: InventoryItem[] = [];
    do {
      page = await this.inventory.page(kind, page.at(-1)?.id ?? FIRST_ID, PAGE);
      for (let at = 0; at < page.length; at += AT_ONCE)
        yield* await Promise.all(
          page.slice(at, at + AT_ONCE).map(async (item) => ({ item, damage: await this.look(kind, item) })),
        );
    } while (page.length === PAGE);
  }

  private async look(kind: Referenced, { id, storageKey, bytes }: InventoryItem): Promise<Damage | null> {
    const main = await this.stat(storageKey);
    if (!main) return { kind, id, key: storageKey, what: 'missing' };
    if (main.bytes !== bytes) return { kind, id, key: storageKey, what: 'wrong size' };
    const further = kind === 'image' ? Object.values(variantKeys(id)) : [];
    for (const key of further) if (!(await this.stat(key))) return { kind, id, key, what: 'missing' };
    return null;
  }

  private stat(key: string) {
    return this.storage.stat(key, address(key).bucket);
  }
}
