import { defineJob, Handles, type JobData } from '../../platform/queue/index.js';
import { Accounts, BlueskyProfiles } from '../atproto/index.js';
import { ArtistsIntakeRepository } from './artists-intake.repository.js';
import { ArtistsRepository } from './artists.repository.js';

export const completeProfile = defineJob('artists.complete-profile', { data: { did: 'text' }, attempts: 3 });

/**
 * Words and picture of an artist who never came here, from their public profile; what their own record says goes before.
 * Lists of people read accounts, so those learn of the picture too.
 */
@Handles(completeProfile)
export class CompleteProfileHandler {
  constructor(
    private readonly artists: ArtistsRepository,
    private readonly intake: ArtistsIntakeRepository,
    private readonly accounts: Accounts,
    private readonly profiles: BlueskyProfiles,
  ) {}

  async run({ did }: JobData<typeof completeProfile>): Promise<void> {
    const profile = await this.profiles.find(did);
    if (profile) await this.intake.complete(did, profile);
    const artist = await this.artists.find(did);
    if (artist) await this.accounts.ensure(did, { displayName: artist.displayName, avatarUrl: artist.avatarUrl });
  }
}
