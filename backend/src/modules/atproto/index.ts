export type { Account } from './accounts/account.entity.js';
export type { Snapshot } from './accounts/accounts.repository.js';
export { Accounts, isShown, type Person, personOf } from './accounts/accounts.service.js';
export { AtprotoModule } from './atproto.module.js';
export { Avatars } from './identity/avatars.js';
export type { BlueskyProfile } from './identity/bluesky-profile.rules.js';
export { BlueskyProfiles } from './identity/bluesky-profiles.js';
export { HandleMalformed, HandleUnknown, IdentityUnreachable } from './identity/identity.errors.js';
export { Identity, type ResolvedIdentity } from './identity/identity.service.js';
export { Intake, type IntakeOptions } from './ingest/intake.js';
export type { DeleteEvent, Outcome, PutEvent, RepoEvent } from './ingest/repo-event.js';
export { OwedResyncs } from './ingest/resync/owed-resyncs.repository.js';
export { resyncAccount } from './ingest/resync/resync.jobs.js';
export { Collections } from './lexicon/collections.js';
export { type Collection, COLLECTIONS } from './lexicon/collections.rules.js';
export { RecordInvalid } from './lexicon/lexicon.errors.js';
export type { RecordOf } from './lexicon/schemas.js';
export { isRecordKey, validateRecord } from './lexicon/validate-record.js';
export { type MigrationReport, NamespaceMigration } from './migration/namespace-migration.js';
export { OldNamespace } from './migration/old-namespace.js';
export { GuardedFetch, type GuardedInit } from './network/guarded-fetch.js';
export { Grants } from './oauth/grants.service.js';
export { isNetworkFailure } from './oauth/network-failure.rules.js';
export { GrantDead, SignInDenied, SignInFailed } from './oauth/oauth.errors.js';
export { type FlowSecret, type NewGrant, OAuthClients, type StartedFlow } from './oauth/oauth-clients.js';
export type { OAuthGrant } from './oauth/oauth-grant.entity.js';
export { Scopes } from './oauth/scopes.js';
export { covers } from './oauth/scopes.rules.js';
export { type Sealed, Vault } from './oauth/vault.js';
export { Outbox, type OutboxTarget } from './outbox/outbox.js';
export type { SyncState, UnfinishedWrite } from './outbox/outbox.repository.js';
export { isRepositoryGone } from './rebuild/gone.rules.js';
export { Hosts } from './rebuild/hosts.js';
export { KnownRepositories } from './rebuild/known-repositories.js';
export { Rebuild } from './rebuild/rebuild.js';
export { RepositoryBroken } from './rebuild/rebuild.errors.js';
export type { RebuildOptions } from './rebuild/rebuild-options.js';
export { Repositories } from './rebuild/repositories.js';
export type { Repository } from './rebuild/repository.js';
export type { Tally } from './rebuild/tally.js';
export {
  BuildsRecord,
  type PublishedRecord,
  type RecordBuilder,
  type RecordDraft,
  type RecordSubject,
} from './records/record-builder.js';
export {
  type GoneRecord,
  HandlesRecord,
  type Reception,
  type RecordHandler,
  type RecordSource,
  type SeenRecord,
} from './records/record-handler.js';
export { RecordDrift } from './records/record-drift.js';
export { RecordNames } from './records/record-names.js';
export { readdress, type Readdressed } from './records/readdressing.js';
export { type ReadRecord, RecordReader } from './records/record-reader.js';
export { believedTime } from './records/record-time.rules.js';
