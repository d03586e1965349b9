import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, type Repository } from 'typeorm';
import { Sql } from '../../platform/database/index.js';
import { PreferenceSet } from './preferences.entity.js';

@Injectable()
export class PreferencesRepository {
  constructor(
    @InjectRepository(PreferenceSet) private readonly rows: Repository<PreferenceSet>,
    private readonly sql: Sql,
  ) {}

  find(did: string): Promise<PreferenceSet | null> {
    return this.rows.findOneBy({ did });
  }

  /** Nothing for who never asked for theirs. Read with each list, so its plan is kept. */
  async hiddenTags(did: string): Promise<string[] | undefined> {
    const [row] = await this.sql.prepared<{ hidden_tags: string[] }>(
      'select hidden_tags from preferences where did = $1',
      [did],
    );
    return row?.hidden_tags;
  }

  findAll(dids: string[]): Promise<PreferenceSet[]> {
    return dids.length === 0 ? Promise.resolve([]) : this.rows.findBy({ did: In(dids) });
  }

  /** Makes the row unless it is there; two first requests at once make one. */
  async create(did: string, hiddenTags: string[]): Promise<void> {
    await this.rows.createQueryBuilder().insert().values({ did, hiddenTags }).orIgnore().execute();
  }

  async change(did: string, change: Partial<PreferenceSet>): Promise<void> {
    await this.rows.update({ did }, change as object);
  }

  async remove(did: string): Promise<void> {
    await this.rows.delete({ did });
  }
}
