import { BuildsRecord, type PublishedRecord, type RecordBuilder } from '../../atproto/index.js';
import { commentRecord, Comments } from '../../comments/index.js';
import { TracksRepository } from '../tracks.repository.js';

/** Comments are known to the outbox by their number. */
@BuildsRecord('comment')
export class CommentRecordBuilder implements RecordBuilder {
  constructor(
    private readonly comments: Comments,
    private readonly tracks: TracksRepository,
  ) {}

  async build(id: string): Promise<object | null> {
    const comment = await this.comments.findById(Number(id));
    const track = comment && (await this.tracks.find(comment.trackId));
    return comment && track?.cid ? commentRecord(comment, track) : null;
  }

  confirmed(id: string, record: PublishedRecord): Promise<void> {
    return this.comments.confirmed(Number(id), record);
  }

  failed(id: string): Promise<void> {
    return this.comments.failed(Number(id));
  }
}
