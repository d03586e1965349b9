import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';
import type { Tx } from '../../platform/database/index.js';
import { Artist } from './artist.entity.js';

export type ProfileFields = Pick<Artist, 'displayName' | 'bio' | 'avatarUrl'>;

@Injectable()
export class ArtistsRepository {
  constructor(@InjectRepository(Artist) private readonly rows: Repository<Artist>) {}

  find(did: string, tx?: Tx): Promise<Artist | null> {
    return (tx?.getRepository(Artist) ?? this.rows).findOneBy({ did });
  }

  findAll(dids: string[]): Promise<Artist[]> {
    return dids.length === 0 ? Promise.resolve([]) : this.rows.findBy({ did: In(dids) });
  }

  /** The row as it is now, kept from others until the transaction ends; `null` for a new artist. */
  lock(tx: Tx, did: string): Promise<Artist | null> {
    return tx.findOne(Artist, { where: { did }, lock: { mode: 'pessimistic_write' } });
  }

  /** Makes or changes the profile; what is left out stays. */
  async save(tx: Tx, did: string, profile: ProfileFields): Promise<void> {
    await tx.upsert(Artist, { did, ...profile, source: 'local', updatedAt: new Date() }, ['did']);
  }

  /** How far the profile record is. */
  async mark(
    did: string,
    state: Pick<Artist, 'publishState'> & Partial<Pick<Artist, 'recordCid' | 'recordRev'>>,
  ): Promise<void> {
    // Not a change of the profile: the time of the last one stays.
    await this.rows.update({ did }, { ...state, updatedAt: () => 'updated_at' });
  }

  async markPending(tx: Tx, did: string): Promise<void> {
    await tx.update(Artist, { did }, { publishState: 'pending', updatedAt: () => 'updated_at' });
  }

  /** How many profiles show each of these images; those that none shows are absent. */
  async avatarReferences(imageIds: readonly string[], tx: Tx): Promise<Map<string, number>> {
    const rows: { id: string; count: number }[] = await tx.query(
      `select avatar_image_id as id, count(*)::int as count from artists where avatar_image_id = any($1) group by 1`,
      [imageIds],
    );
    return new Map(rows.map(({ id, count }) => [id, count]));
  }
}
