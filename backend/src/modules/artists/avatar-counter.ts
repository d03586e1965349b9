import type { Tx } from '../../platform/database/index.js';
import { CountsReferences, type ReferenceCounter } from '../media/index.js';
import { ArtistsRepository } from './artists.repository.js';

/** Profiles that still show an avatar. */
@CountsReferences('image')
export class AvatarCounter implements ReferenceCounter {
  readonly columns = ['artists.avatar_image_id'];

  constructor(private readonly artists: ArtistsRepository) {}

  count(ids: readonly string[], tx: Tx): Promise<Map<string, number>> {
    return this.artists.avatarReferences(ids, tx);
  }
}
