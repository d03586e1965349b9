import { Clock } from '../../../common/clock.js';
import type { Tx } from '../../../platform/database/index.js';
import {
  believedTime,
  type GoneRecord,
  HandlesRecord,
  type Readdressed,
  type Reception,
  type RecordHandler,
  type RecordOf,
  type RecordSource,
  type SeenRecord,
} from '../../atproto/index.js';
import { LikesIntake, type SeenLike } from '../../likes/index.js';
import { TracksRepository } from '../tracks.repository.js';
import { SubjectsQueries } from './subjects.queries.js';

/** Records of likes; rows and the counts of their tracks are one transaction (P-DB-05). */
@HandlesRecord('like')
export class LikeRecordHandler implements RecordHandler {
  constructor(
    private readonly likes: LikesIntake,
    private readonly subjects: SubjectsQueries,
    private readonly tracks: TracksRepository,
    private readonly clock: Clock,
  ) {}

  async put(tx: Tx, records: readonly SeenRecord[], source: RecordSource): Promise<Reception[]> {
    const subjects = await this.subjects.find(
      tx,
      records.map((record) => subjectOf(record)),
    );
    const now = this.clock.now();
    const seen = records.flatMap((record): SeenLike[] => {
      const subject = subjects.get(subjectOf(record));
      if (!subject || 'instead' in subject) return [];
      const { uri, did, rkey, cid, rev } = record;
      const createdAt = believedTime(contentOf(record).createdAt, record, now);
      return [{ uri, did, rkey, cid, rev, trackId: subject.trackId, createdAt }];
    });
    const { changed, counts } = await this.likes.take(tx, seen, source);
    await this.tracks.countAll(tx, 'like_count', counts);
    return records.map((record) => {
      const subject = subjects.get(subjectOf(record));
      if (subject && 'instead' in subject) return subject.instead;
      return { kind: changed.has(record.uri) ? 'taken' : 'known' };
    });
  }

  async remove(tx: Tx, records: readonly GoneRecord[]): Promise<void> {
    await this.tracks.countAll(tx, 'like_count', await this.likes.remove(tx, records));
  }

  async readdress(tx: Tx, moved: Readdressed): Promise<void> {
    if (moved.collection === 'like') await this.likes.readdress(tx, moved);
  }
}

function contentOf({ value }: SeenRecord): RecordOf['like'] {
  return value as unknown as RecordOf['like'];
}

function subjectOf(record: SeenRecord): string {
  return contentOf(record).subject.uri;
}
