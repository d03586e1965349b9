import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, type QueryDeepPartialEntity, type Repository } from 'typeorm';
import { Sql, type Tx } from '../../platform/database/index.js';
import { readdress, type Readdressed } from '../atproto/index.js';
import { LikedList } from './liked-list.entity.js';

export type ListStamp = Partial<
  Pick<LikedList, 'rkey' | 'uri' | 'cid' | 'rev' | 'publishState' | 'hasCustomOrder' | 'createdAt'>
>;

@Injectable()
export class LikedListsRepository {
  constructor(
    @InjectRepository(LikedList) private readonly rows: Repository<LikedList>,
    private readonly sql: Sql,
  ) {}

  /** Makes the row unless there is one; of two at the same moment one does. */
  async ensure(tx: Tx, list: Pick<LikedList, 'did' | 'rkey' | 'uri'>): Promise<void> {
    await tx.createQueryBuilder().insert().into(LikedList).values(list).orIgnore().execute();
  }

  find(did: string, tx?: Tx): Promise<LikedList | null> {
    return this.in(tx).findOneBy({ did });
  }

  byUris(tx: Tx, uris: readonly string[]): Promise<LikedList[]> {
    return this.in(tx).findBy({ uri: In([...uris]) });
  }

  /** The row, locked until the end of the transaction. */
  lock(tx: Tx, did: string): Promise<LikedList | null> {
    return this.in(tx).findOne({ where: { did }, lock: { mode: 'pessimistic_write' } });
  }

  async touch(tx: Tx, did: string, change: QueryDeepPartialEntity<LikedList> = {}): Promise<void> {
    await this.in(tx).update({ did }, { ...change, publishState: 'pending', updatedAt: () => 'now()' });
  }

  async stamp(did: string, stamp: ListStamp, tx?: Tx): Promise<void> {
    await this.in(tx).update({ did }, stamp);
  }

  private in(tx?: Tx): Repository<LikedList> {
    return tx ? tx.getRepository(LikedList) : this.rows;
  }
  readdress(tx: Tx, moved: Readdressed): Promise<void> {
    return readdress(this.sql, tx, { table: 'liked_lists', owner: 'did' }, moved);
  }
}
