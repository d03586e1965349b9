import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import type { Collection } from '../lexicon/collections.rules.js';
import type { JsonRecord } from '../lexicon/merge.rules.js';
import { RecordBuilders } from './record-builders.js';

/** What of a field must be the same. */
type Meaning = (value: unknown) => unknown;

const whole: Meaning = (value) => value;
const instant: Meaning = (value) => Date.parse(String(value));
const people: Meaning = (value) => members(value).map(({ did }) => did);
const addresses: Meaning = (value) => members(value).map(({ subject }) => (subject as JsonRecord | undefined)?.uri);

/**
 * What rows and records must say alike. Left out is what changes without a new record: names and handles that were
 * noted at the time, addresses of bytes, versions of subjects.
 */
const COMPARED: Partial<Record<Collection, Record<string, Meaning>>> = {
  track: { title: whole, description: whole, album: whole, unlisted: whole },
  comment: { text: whole, timestampMs: whole },
  'actor.profile': { bio: whole },
};

/**
 * Only of versions that were written here: what rows do not take from the records of other clients, or not all of it.
 * Which they were, the outbox remembers.
 */
const COMPARED_IN_OURS: typeof COMPARED = {
  track: { tags: whole, features: people, duration: whole, loudness: whole, createdAt: instant },
  list: { name: whole, items: addresses },
};

/** The kinds of records whose last write is remembered as long as they are there. */
export const COMPARED_WITH_WRITES = Object.keys(COMPARED_IN_OURS) as Collection[];

export interface ComparedRow {
  /** As the outbox names it. */
  table: string;
  key: string;
  /** The record is of a version that was written here. */
  isOurs: boolean;
}

/** Compares records with the rows that they were made of. */
@Injectable()
export class RecordDrift {
  constructor(private readonly builders: RecordBuilders) {}

  /** The fields in which they differ; `value` is the record in production form. */
  async fields(collection: Collection, { table, key, isOurs }: ComparedRow, value: JsonRecord): Promise<string[]> {
    const compared = { ...COMPARED[collection], ...(isOurs ? COMPARED_IN_OURS[collection] : {}) };
    if (Object.keys(compared).length === 0) return [];
    const about = { table, current: value, isTrial: true };
    const built = (await this.builders.of(collection).build(key, about)) as JsonRecord | null;
    if (!built) return [];
    return Object.entries(compared)
      .filter(([field, meaning]) => !isDeepStrictEqual(meaning(built[field]), meaning(value[field])))
      .map(([field]) => field);
  }
}

function members(value: unknown): JsonRecord[] {
  return Array.isArray(value) ? (value as JsonRecord[]) : [];
}
