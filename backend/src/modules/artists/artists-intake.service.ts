import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { JobQueue } from '../../platform/queue/index.js';
import { ArtistsIntakeRepository, type NamedArtist } from './artists-intake.repository.js';
import { completeProfile } from './complete-profile.handler.js';

/** Artists whom the network speaks of before they come here themselves (ING-04). */
@Injectable()
export class ArtistsIntake {
  constructor(
    private readonly artists: ArtistsIntakeRepository,
    private readonly queue: JobQueue,
  ) {}

  /** Each author of tracks is an artist, known by the name in the last of these; what is missing follows by a job. */
  async ensure(tx: Tx, authors: readonly NamedArtist[]): Promise<void> {
    const latest = new Map(authors.map((author) => [author.did, author]));
    if (latest.size === 0) return;
    for (const did of await this.artists.ensure(tx, [...latest.values()])) {
      await this.queue.add(completeProfile, { did }, { id: did, after: tx });
    }
  }
}
