import type { Subject } from '../../../contracts/subject.js';
import {
  BuildsRecord,
  type PublishedRecord,
  type RecordBuilder,
  type RecordDraft,
  RecordInvalid,
} from '../../atproto/index.js';
import { commentRecord, Comments } from '../../comments/index.js';
import { TracksRepository } from '../tracks.repository.js';

type Reference = Pick<Subject, 'uri' | 'cid'>;

/** Comments are known to the outbox by their number. */
@BuildsRecord('comment')
export class CommentRecordBuilder implements RecordBuilder {
  constructor(
    private readonly comments: Comments,
    private readonly tracks: TracksRepository,
  ) {}

  /** While its track has no record a comment goes on naming the version that it was written about. */
  async build(id: string, { current }: RecordDraft): Promise<object | null> {
    const comment = await this.comments.findById(Number(id));
    if (!comment) return null;
    const track = await this.tracks.find(comment.trackId);
    const subject = track?.cid ? track : (current?.subject as Reference | undefined);
    // A failure that its author sees and may try again, once the track is back.
    if (!subject) throw new RecordInvalid('comment', 'its track has no record to point to');
    return commentRecord(comment, subject);
  }

  confirmed(id: string, record: PublishedRecord): Promise<void> {
    return this.comments.confirmed(Number(id), record);
  }

  failed(id: string): Promise<void> {
    return this.comments.failed(Number(id));
  }
}
