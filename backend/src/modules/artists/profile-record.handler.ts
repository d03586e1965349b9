import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { cleanText } from '../../common/text.js';
import type { Tx } from '../../platform/database/index.js';
import { JobQueue } from '../../platform/queue/index.js';
import {
  Avatars,
  believedTime,
  type GoneRecord,
  HandlesRecord,
  type Reception,
  type RecordHandler,
  type RecordOf,
  type SeenRecord,
} from '../atproto/index.js';
import { ArtistsIntakeRepository, type KnownProfile, type SeenProfile } from './artists-intake.repository.js';
import { completeProfile } from './complete-profile.handler.js';

/** Profiles that were written elsewhere (ART-02, ING-07): words and picture by rev, never over what is newer here. */
@Injectable()
@HandlesRecord('actor.profile')
export class ProfileRecordHandler implements RecordHandler {
  constructor(
    private readonly artists: ArtistsIntakeRepository,
    private readonly avatars: Avatars,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  async put(tx: Tx, records: readonly SeenRecord[]): Promise<Reception[]> {
    const known = await this.artists.known(
      tx,
      records.map(({ did }) => did),
    );
    const profiles = records.map((record) => this.seen(record));
    const changed = profiles.filter((profile) => isChange(profile, known.get(profile.did)));
    await this.artists.insert(
      tx,
      changed.filter(({ did }) => !known.has(did)),
    );
    await this.artists.rewrite(
      tx,
      changed.filter(({ did }) => known.has(did)),
    );
    await this.artists.stamp(
      tx,
      profiles.filter((profile) => isEcho(profile, known.get(profile.did))),
    );
    await this.tell(
      tx,
      changed.map(({ did }) => did),
    );
    const taken = new Set(changed);
    return profiles.map((profile) => ({ kind: taken.has(profile) ? 'taken' : 'known' }));
  }

  async remove(tx: Tx, records: readonly GoneRecord[]): Promise<void> {
    await this.tell(tx, await this.artists.forget(tx, records));
  }

  private seen({ value, did, cid, rkey, rev }: SeenRecord): SeenProfile {
    const { bio, avatar, createdAt } = value as unknown as RecordOf['actor.profile'];
    return {
      did,
      cid,
      rev,
      bio: (bio && cleanText(bio)) || null,
      avatarUrl: (avatar && this.avatars.accepted(avatar)) || null,
      createdAt: believedTime(createdAt, { rkey, rev }, this.clock.now()),
    };
  }

  private async tell(tx: Tx, dids: readonly string[]): Promise<void> {
    for (const did of dids) await this.queue.add(completeProfile, { did }, { id: did, after: tx });
  }
}

function isChange(profile: SeenProfile, known: KnownProfile | undefined): boolean {
  if (!known) return true;
  // What was changed here and is still on its way will replace what the network tells.
  if (known.source === 'local' && known.publishState === 'pending') return false;
  return known.recordCid !== profile.cid && (known.recordRev ?? '') < profile.rev;
}

function isEcho(profile: SeenProfile, known: KnownProfile | undefined): boolean {
  return known?.recordCid === profile.cid && (known.recordRev ?? '') < profile.rev;
}
