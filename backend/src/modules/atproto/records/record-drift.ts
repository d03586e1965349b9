import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import type { Collection } from '../lexicon/collections.rules.js';
import type { JsonRecord } from '../lexicon/merge.rules.js';
import { RecordBuilders } from './record-builders.js';

/**
 * What rows and records must say alike. Left out is what changes without a new record: names and handles that were
 * noted at the time, addresses of bytes, versions of subjects.
 */
const COMPARED: Partial<Record<Collection, readonly string[]>> = {
  track: ['title', 'description', 'album', 'tags', 'unlisted'],
  comment: ['text', 'timestampMs'],
  'actor.profile': ['bio'],
};

/** Compares records with the rows that they were made of. */
@Injectable()
export class RecordDrift {
  constructor(private readonly builders: RecordBuilders) {}

  /** The fields in which they differ; `key` is that of the row, as in the outbox, and `value` in production form. */
  async fields(collection: Collection, key: string, value: JsonRecord): Promise<string[]> {
    const compared = COMPARED[collection];
    if (!compared) return [];
    const built = (await this.builders.of(collection).build(key, { table: '', current: value })) as JsonRecord | null;
    return built ? compared.filter((field) => !isDeepStrictEqual(built[field], value[field])) : [];
  }
}
