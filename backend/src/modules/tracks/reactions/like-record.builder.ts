import { BuildsRecord, type PublishedRecord, type RecordBuilder } from '../../atproto/index.js';
import { likeRecord, Likes } from '../../likes/index.js';
import { TracksRepository } from '../tracks.repository.js';

/** Likes are known to the outbox by their address. */
@BuildsRecord('like')
export class LikeRecordBuilder implements RecordBuilder {
  constructor(
    private readonly likes: Likes,
    private readonly tracks: TracksRepository,
  ) {}

  async build(uri: string): Promise<object | null> {
    const like = await this.likes.findByUri(uri);
    const track = like && (await this.tracks.find(like.trackId));
    return like && track?.cid ? likeRecord(track, like.createdAt) : null;
  }

  confirmed(uri: string, record: PublishedRecord): Promise<void> {
    return this.likes.confirmed(uri, record);
  }

  failed(uri: string): Promise<void> {
    return this.likes.failed(uri);
  }
}
