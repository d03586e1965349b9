import { Injectable } from '@nestjs/common';
import { Avatars, BuildsRecord, type PublishedRecord, type RecordBuilder } from '../atproto/index.js';
import { ArtistsRepository } from './artists.repository.js';
import { profileRecord } from './profile.record.js';

/** Publishes artist rows as profile records; the key is the DID. */
@Injectable()
@BuildsRecord('actor.profile')
export class ProfileRecordBuilder implements RecordBuilder {
  constructor(
    private readonly artists: ArtistsRepository,
    private readonly avatars: Avatars,
  ) {}

  async build(did: string, { current }: Parameters<RecordBuilder['build']>[1]): Promise<object | null> {
    const artist = await this.artists.find(did);
    return artist && { ...this.elsewhere(current?.avatar), ...profileRecord(artist) };
  }

  /** A picture that another client set and we do not show is not ours to take away. */
  private elsewhere(avatar: unknown): { avatar?: string } {
    return typeof avatar === 'string' && !this.avatars.accepted(avatar) ? { avatar } : {};
  }

  confirmed(did: string, { cid, rev }: PublishedRecord): Promise<void> {
    return this.artists.mark(did, { publishState: 'published', recordCid: cid, ...(rev ? { recordRev: rev } : {}) });
  }

  failed(did: string): Promise<void> {
    return this.artists.mark(did, { publishState: 'failed' });
  }

  removed(did: string): Promise<void> {
    return this.artists.mark(did, { publishState: 'pending', recordCid: null });
  }
}
