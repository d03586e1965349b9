import { Injectable } from '@nestjs/common';
import { BuildsRecord, type PublishedRecord, type RecordBuilder } from '../atproto/index.js';
import { ArtistsRepository } from './artists.repository.js';
import { profileRecord } from './profile.record.js';

/** Publishes artist rows as profile records; the key is the DID. */
@Injectable()
@BuildsRecord('actor.profile')
export class ProfileRecordBuilder implements RecordBuilder {
  constructor(private readonly artists: ArtistsRepository) {}

  async build(did: string): Promise<object | null> {
    const artist = await this.artists.find(did);
    return artist && profileRecord(artist);
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
