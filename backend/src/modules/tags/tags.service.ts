import { Injectable } from '@nestjs/common';
import { normalizeTag } from '../../common/text.js';
import type { Tx } from '../../platform/database/index.js';
import type { Tag } from './tag.entity.js';
import { TagMissing } from './tags.errors.js';
import { fittingTagNames, tagNames } from './tags.rules.js';
import { type TaggedTrack, TagsRepository } from './tags.repository.js';

/** What tracks are tagged with. */
@Injectable()
export class Tags {
  constructor(private readonly tags: TagsRepository) {}

  /** The tags of a track become these, normalised; throws TagsInvalid. Answers them as they were stored. */
  async replace(tx: Tx, trackId: number, names: readonly string[], byDid: string): Promise<string[]> {
    const stored = tagNames(names);
    await this.tags.ensure(tx, stored, byDid);
    await this.tags.assign(tx, trackId, stored);
    return stored;
  }

  /** The tags of many tracks become those of their records, as far as they fit (ING-03). */
  async replaceAll(tx: Tx, tagged: readonly TaggedTrack[]): Promise<void> {
    if (tagged.length === 0) return;
    const fitting = tagged.map((track) => ({ ...track, names: fittingTagNames(track.names) }));
    await this.tags.ensureAll(tx, fitting);
    await this.tags.assignAll(tx, fitting);
  }

  /** The tag of this name as a person writes it; throws TagMissing. */
  async get(name: string): Promise<Tag> {
    const tag = await this.tags.findByName(normalizeTag(name));
    if (!tag) throw new TagMissing();
    return tag;
  }
}
