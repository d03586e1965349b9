import { jsonToLex } from '@atproto/lex';
import type { Collection } from './collections.rules.js';
import { RecordInvalid } from './lexicon.errors.js';
import { type RecordOf, SCHEMAS } from './schemas.js';

/** What the grammar of lexicons cannot say. */
const FURTHER_RULES: { [C in Collection]?: (record: RecordOf[C]) => string | undefined } = {
  track: ({ audioUrl, audioBlob }) => (audioUrl || audioBlob ? undefined : 'it has neither audioUrl nor audioBlob'),
};

/**
 * Checks a record, given as JSON with production ids, against its lexicon.
 * @returns the record with links and blobs as objects
 * @throws {RecordInvalid} with the field that is wrong
 */
export function validateRecord<C extends Collection>(collection: C, json: unknown): RecordOf[C] {
  const result = SCHEMAS[collection].$safeValidate(asLex(collection, json));
  if (!result.success) throw new RecordInvalid(collection, result.reason.message);
  const record = result.value as unknown as RecordOf[C];
  const breach = FURTHER_RULES[collection]?.(record);
  if (breach) throw new RecordInvalid(collection, breach);
  return record;
}

/** Whether a record may have this key: a TID, or `self` for the profile. */
export function isRecordKey(collection: Collection, rkey: string): boolean {
  return SCHEMAS[collection].keySchema.safeParse(rkey).success;
}

function asLex(collection: Collection, json: unknown): unknown {
  try {
    return jsonToLex(json as Parameters<typeof jsonToLex>[0], { strict: true });
  } catch (error) {
    throw new RecordInvalid(collection, (error as Error).message);
  }
}
