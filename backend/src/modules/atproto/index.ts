export { AtprotoModule } from './atproto.module.js';
export { Collections } from './lexicon/collections.js';
export { type Collection, COLLECTIONS } from './lexicon/collections.rules.js';
export { RecordInvalid } from './lexicon/lexicon.errors.js';
export type { RecordOf } from './lexicon/schemas.js';
export { isRecordKey, validateRecord } from './lexicon/validate-record.js';
export { GuardedFetch, type GuardedInit } from './network/guarded-fetch.js';
export { Outbox, type OutboxTarget } from './outbox/outbox.js';
export type { UnfinishedWrite } from './outbox/outbox.repository.js';
export {
  BuildsRecord,
  type PublishedRecord,
  type RecordBuilder,
  type RecordSubject,
} from './records/record-builder.js';
