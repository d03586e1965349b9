import type { Collection } from './collections.rules.js';
import { fieldsOf } from './schemas.js';

export type JsonRecord = Record<string, unknown>;

/** Fields of our schemas that we do not write: they belong to the client that set them and stay as they are. */
const KEPT: Partial<Record<Collection, readonly string[]>> = { track: ['labels', 'audioBlob', 'supportGate'] };

/** By what the members of a list are the same; their further fields survive too. */
const MEMBERS: Partial<Record<Collection, Record<string, (member: JsonRecord) => unknown>>> = {
  track: { features: (member) => member.did },
  list: { items: (member) => (member.subject as JsonRecord | undefined)?.uri },
};

/**
 * The record to put when `current` is in the repository and `built` is what our row says (CON-08, P-DUAL-04): our fields
 * over the ones we do not know, with the `createdAt` of the first version.
 */
export function mergeRecord(collection: Collection, current: JsonRecord | undefined, built: JsonRecord): JsonRecord {
  if (!current) return built;
  const merged: JsonRecord = { ...current };
  for (const field of fieldsOf(collection)) {
    if (!KEPT[collection]?.includes(field)) delete merged[field];
  }
  Object.assign(merged, built);
  for (const [field, identity] of Object.entries(MEMBERS[collection] ?? {})) {
    merged[field] = mergeMembers(current[field], built[field], identity);
    if (merged[field] === undefined) delete merged[field];
  }
  if (isDate(current.createdAt)) merged.createdAt = current.createdAt;
  return merged;
}

function mergeMembers(current: unknown, built: unknown, identity: (member: JsonRecord) => unknown): unknown {
  if (!Array.isArray(current) || !Array.isArray(built)) return built;
  const known = new Map(current.filter(isObject).map((member) => [identity(member), member]));
  return built.map((member: unknown) => (isObject(member) ? { ...known.get(identity(member)), ...member } : member));
}

function isObject(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isDate(value: unknown): boolean {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}
