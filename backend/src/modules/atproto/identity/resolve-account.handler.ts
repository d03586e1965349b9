import { DomainError } from '../../../common/errors.js';
import { Handles, type JobData } from '../../../platform/queue/index.js';
import { NO_HANDLE } from '../accounts/accounts.repository.js';
import { Accounts } from '../accounts/accounts.service.js';
import { BlueskyProfiles } from './bluesky-profiles.js';
import { Identity } from './identity.service.js';
import { resolveAccount } from './resolve-account.job.js';

/** Handle, server and public profile of an account (ING-04, ING-08). */
@Handles(resolveAccount)
export class ResolveAccountHandler {
  constructor(
    private readonly identity: Identity,
    private readonly profiles: BlueskyProfiles,
    private readonly accounts: Accounts,
  ) {}

  async run({ did }: JobData<typeof resolveAccount>): Promise<void> {
    try {
      await this.identity.resolve(did, { fresh: true });
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'refused') throw error;
      // Nobody is registered there: that is an answer, too.
      return this.accounts.ensure(did, { handle: NO_HANDLE });
    }
    const profile = await this.profiles.find(did);
    if (profile) await this.accounts.ensure(did, { displayName: profile.displayName, avatarUrl: profile.avatarUrl });
  }
}
