import { l } from '@atproto/lex';
import * as fm from '../../../../../lexicons/generated/fm.js';
import { type Collection, COLLECTIONS, nsidOf, PRODUCTION_NAMESPACE } from './collections.rules.js';

/** The generated schema of each collection. */
export const SCHEMAS = {
  track: fm.plyr.track.main,
  like: fm.plyr.like.main,
  comment: fm.plyr.comment.main,
  list: fm.plyr.list.main,
  'actor.profile': fm.plyr.actor.profile.main,
} as const;

/** The record of a collection as its schema describes it, in production form. */
export interface RecordOf {
  track: fm.plyr.track.Main;
  like: fm.plyr.like.Main;
  comment: fm.plyr.comment.Main;
  list: fm.plyr.list.Main;
  'actor.profile': fm.plyr.actor.profile.Main;
}

/** ING-09: stops the start-up when a collection has no schema, or the schema of another. */
export function assertSchemas(schemas: Partial<Record<Collection, { $type: string }>> = SCHEMAS): void {
  for (const collection of COLLECTIONS) {
    const nsid = nsidOf(PRODUCTION_NAMESPACE, collection);
    if (schemas[collection]?.$type !== nsid) throw new Error(`the lexicon of ${nsid} is missing`);
  }
}

/** The names of the fields that the schema of a collection knows. */
export function fieldsOf(collection: Collection): string[] {
  const { schema } = SCHEMAS[collection];
  if (!(schema instanceof l.ObjectSchema)) throw new Error(`the lexicon of ${collection} does not describe an object`);
  return Object.keys(schema.shape as object);
}
