import { sha256, tidAt } from '../../../common/ids.js';
import type { Collection } from '../lexicon/collections.rules.js';
import type { JsonRecord } from '../lexicon/merge.rules.js';
import { type Place, placeIn } from '../lexicon/place.rules.js';
import { isRecordKey } from '../lexicon/validate-record.js';

export interface StrongRef {
  uri: string;
  cid: string;
}

const CLOCKS = 1024;

/** The key of a copy: that of the record where our schema allows it, else one that is the same at every try. */
export function keyOfCopy({ collection, rkey }: Pick<Place, 'collection' | 'rkey'>, value: JsonRecord): string {
  const createdAt = Date.parse(String(value.createdAt));
  if (isRecordKey(collection, rkey) || Number.isNaN(createdAt)) return rkey;
  return tidAt(createdAt * 1000, sha256(rkey).readUInt16BE() % CLOCKS);
}

/** Whether two records at one key are versions of the same thing. A person has one profile. */
export function isSameThing(collection: Collection, some: JsonRecord, other: JsonRecord): boolean {
  return collection === 'actor.profile' || Date.parse(String(some.createdAt)) === Date.parse(String(other.createdAt));
}

/** The strong references in a value, at every depth, to records of this namespace. */
export function referencesInto(namespace: string, value: unknown): string[] {
  if (isStrongRef(value)) return placeIn(namespace, value.uri) ? [value.uri] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((inner) => referencesInto(namespace, inner));
}

/** The value with these references in place of those that name the former addresses. */
export function redirected<T>(value: T, references: ReadonlyMap<string, StrongRef>): T {
  if (Array.isArray(value)) return value.map((item: unknown) => redirected(item, references)) as T;
  if (isStrongRef(value)) return { ...value, ...references.get(value.uri) };
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, redirected(inner, references)])) as T;
}

function isStrongRef(value: unknown): value is StrongRef {
  const { uri, cid } = (value ?? {}) as Partial<Record<string, unknown>>;
  return typeof uri === 'string' && typeof cid === 'string';
}
