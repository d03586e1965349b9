import { Injectable, SetMetadata } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import type { Tx } from '../../../platform/database/index.js';
import { ForeignKeysQueries } from './foreign-keys.queries.js';

export type Referenced = 'audio' | 'image';
const TABLES = { audio: 'audio_files', image: 'images' } as const;

/** Says how often rows of its module refer to these ids; ids without references may be absent. Asked inside a transaction. */
export interface ReferenceCounter {
  /** The columns it counts, as `table.column`: a test compares them with the foreign keys. */
  readonly columns: readonly string[];
  count(ids: readonly string[], tx: Tx): Promise<Map<string, number>>;
}

const COUNTS = 'plyr:counts-references';

/** Marks a provider that counts references to sounds or images; the garbage collector asks every one of them (ST-04). */
export function CountsReferences(kind: Referenced) {
  return (counter: new (...args: never[]) => ReferenceCounter): void => {
    SetMetadata(COUNTS, kind)(counter);
  };
}

@Injectable()
export class ReferenceCounters {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
    private readonly foreignKeys: ForeignKeysQueries,
  ) {}

  /** Throws when the database knows a reference that no counter counts: then nothing may be deleted. */
  async assertComplete(): Promise<void> {
    for (const kind of ['audio', 'image'] as const) {
      const counted = new Set(this.find(kind).flatMap((counter) => counter.columns));
      const missed = (await this.foreignKeys.to(TABLES[kind])).filter((column) => !counted.has(column));
      if (missed.length > 0)
        throw new Error(`no counter counts the references of ${missed.join(', ')}; nothing is collected`);
    }
  }

  find(kind: Referenced): ReferenceCounter[] {
    return this.discovery
      .getProviders()
      .filter(
        ({ metatype, instance }) =>
          typeof metatype === 'function' && instance && this.reflector.get(COUNTS, metatype) === kind,
      )
      .map(({ instance }) => instance as ReferenceCounter);
  }

  /** References of all modules together, by id; 0 where there are none. */
  async count(kind: Referenced, ids: readonly string[], tx: Tx): Promise<Map<string, number>> {
    const total = new Map(ids.map((id) => [id, 0]));
    for (const counter of this.find(kind)) {
      for (const [id, references] of await counter.count(ids, tx)) total.set(id, (total.get(id) ?? 0) + references);
    }
    return total;
  }
}
