import { Injectable } from '@nestjs/common';
import { On } from '../../platform/events/index.js';
import { defineJob, Handles, type JobData, JobQueue } from '../../platform/queue/index.js';
import { Accounts, BlueskyProfiles } from '../atproto/index.js';
import { Artists } from './artists.service.js';

export const syncProfile = defineJob('artists.sync-profile', { data: { did: 'text' }, attempts: 3 });

/** Every sign-in brings the profile up to date in the background. */
@Injectable()
export class ProfileSync {
  constructor(private readonly queue: JobQueue) {}

  @On('session.started')
  async begin({ did }: { did: string }): Promise<void> {
    await this.queue.add(syncProfile, { did }, { id: did });
  }
}

/** An artist's record is written where it is missing; everybody else gets name and picture from Bluesky (AUTH-21). */
@Handles(syncProfile)
export class SyncProfileHandler {
  constructor(
    private readonly artists: Artists,
    private readonly accounts: Accounts,
    private readonly profiles: BlueskyProfiles,
  ) {}

  async run({ did }: JobData<typeof syncProfile>): Promise<void> {
    if (await this.artists.find(did)) return this.artists.publish(did);
    const profile = await this.profiles.find(did);
    // The setup may have been done while the PDS was asked.
    if (!profile || (await this.artists.find(did))) return;
    await this.accounts.ensure(did, { displayName: profile.displayName, avatarUrl: profile.avatarUrl });
  }
}
