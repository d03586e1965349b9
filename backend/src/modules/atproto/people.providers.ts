import type { ModuleMetadata } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Account } from './accounts/account.entity.js';
import { AccountHandle } from './accounts/account-handle.entity.js';
import { AccountsRepository } from './accounts/accounts.repository.js';
import { Accounts } from './accounts/accounts.service.js';
import { Avatars } from './identity/avatars.js';
import { BlueskyProfiles } from './identity/bluesky-profiles.js';
import { DidDocuments } from './identity/did-documents.js';
import { HandleLookup } from './identity/handle-lookup.js';
import { Identity } from './identity/identity.service.js';
import { ClientOptions } from './oauth/client-options.js';
import { Grants } from './oauth/grants.service.js';
import { GrantsRepository } from './oauth/grants.repository.js';
import { KeepGrantsHandler } from './oauth/keep-grants.handler.js';
import { ResolveAccountHandler } from './identity/resolve-account.handler.js';
import { SigningKeys } from './identity/signing-keys.js';
import { SweepAccountsHandler } from './identity/sweep-accounts.handler.js';
import { OAuthClientController } from './oauth/oauth-client.controller.js';
import { OAuthClients } from './oauth/oauth-clients.js';
import { OAuthGrant } from './oauth/oauth-grant.entity.js';
import { Scopes } from './oauth/scopes.js';
import { Vault } from './oauth/vault.js';
import { RepoAccess } from './outbox/repo-access.js';

const accounts = [Accounts, AccountsRepository];
const identity = [
  Identity,
  HandleLookup,
  DidDocuments,
  Avatars,
  BlueskyProfiles,
  ResolveAccountHandler,
  SweepAccountsHandler,
  SigningKeys,
];
const oauth = [OAuthClients, ClientOptions, Grants, GrantsRepository, Scopes, Vault, KeepGrantsHandler];

/** Who people are, and what they allow us to write for them. */
export const people = {
  imports: [TypeOrmModule.forFeature([Account, AccountHandle, OAuthGrant])],
  controllers: [OAuthClientController],
  providers: [...accounts, ...identity, ...oauth, { provide: RepoAccess, useExisting: OAuthClients }],
  exports: [Accounts, Identity, SigningKeys, Avatars, BlueskyProfiles, OAuthClients, Grants, Scopes, Vault],
} satisfies ModuleMetadata;
