import { Clock } from '../../../common/clock.js';
import { cleanText } from '../../../common/text.js';
import type { Tx } from '../../../platform/database/index.js';
import {
  believedTime,
  type GoneRecord,
  HandlesRecord,
  type Readdressed,
  type Reception,
  type RecordHandler,
  type RecordOf,
  type SeenRecord,
} from '../../atproto/index.js';
import { CommentsIntake, type SeenComment } from '../../comments/index.js';
import { TracksRepository } from '../tracks.repository.js';
import { SubjectsQueries } from './subjects.queries.js';

const LARGEST_INTEGER = 2_147_483_647;
const LONGEST_TEXT = 1000;
const EMPTY: Reception = { kind: 'ignored', reason: 'no_text' };

/** Records of comments; rows and the counts of their tracks are one transaction (P-DB-05). */
@HandlesRecord('comment')
export class CommentRecordHandler implements RecordHandler {
  constructor(
    private readonly comments: CommentsIntake,
    private readonly subjects: SubjectsQueries,
    private readonly tracks: TracksRepository,
    private readonly clock: Clock,
  ) {}

  async put(tx: Tx, records: readonly SeenRecord[]): Promise<Reception[]> {
    const subjects = await this.subjects.find(
      tx,
      records.map((record) => contentOf(record).subject.uri),
    );
    const now = this.clock.now();
    const answers = new Map<string, Reception>();
    const seen: SeenComment[] = [];
    for (const record of records) {
      const subject = subjects.get(contentOf(record).subject.uri);
      if (!subject || 'instead' in subject) answers.set(record.uri, subject?.instead ?? EMPTY);
      else seen.push(seenComment(record, subject.trackId, now));
    }
    const { changed, counts } = await this.comments.take(
      tx,
      seen.filter(({ text }) => text !== ''),
    );
    await this.tracks.countAll(tx, 'comment_count', counts);
    for (const { uri, text } of seen) {
      answers.set(uri, text === '' ? EMPTY : { kind: changed.has(uri) ? 'taken' : 'known' });
    }
    return records.map(({ uri }) => answers.get(uri) ?? EMPTY);
  }

  async remove(tx: Tx, records: readonly GoneRecord[]): Promise<void> {
    await this.tracks.countAll(tx, 'comment_count', await this.comments.remove(tx, records));
  }

  async readdress(tx: Tx, moved: Readdressed): Promise<void> {
    if (moved.collection === 'comment') await this.comments.readdress(tx, moved);
  }
}

function contentOf({ value }: SeenRecord): RecordOf['comment'] {
  return value as unknown as RecordOf['comment'];
}

function seenComment(record: SeenRecord, trackId: number, now: Date): SeenComment {
  const { text, timestampMs, createdAt, updatedAt } = contentOf(record);
  const { uri, did, rkey, cid, rev } = record;
  return {
    ...{ uri, did, rkey, cid, rev, trackId },
    // The lexicon counts what people see as characters, the column what those are made of.
    text: [...cleanText(text.toWellFormed())].slice(0, LONGEST_TEXT).join(''),
    timestampMs: Math.min(timestampMs, LARGEST_INTEGER),
    createdAt: believedTime(createdAt, record, now),
    updatedAt: updatedAt ? believedTime(updatedAt, { rkey: rev, rev }, now) : null,
  };
}
