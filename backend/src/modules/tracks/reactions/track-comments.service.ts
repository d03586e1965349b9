import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../platform/database/index.js';
import { Accounts, Outbox, type Person, type SyncState } from '../../atproto/index.js';
import { type Comment, CommentMissing, Comments, type NewComment, NotCommentAuthor } from '../../comments/index.js';
import { Preferences } from '../../preferences/index.js';
import { TracksService } from '../tracks.service.js';
import type { CommentDeleted, CommentList, CommentView } from './reactions.dto.js';
import { CommentsDisabled } from './reactions.errors.js';

/** Comments of tracks: whether the artist takes them is asked here; row, record and count are one transaction. */
@Injectable()
export class TrackCommentsService {
  constructor(
    private readonly tracks: TracksService,
    private readonly comments: Comments,
    private readonly preferences: Preferences,
    private readonly accounts: Accounts,
    private readonly outbox: Outbox,
    private readonly transactions: Transactions,
  ) {}

  /** What is said about a track; nothing while its artist has comments off (COM-01). */
  async about(trackId: number, viewer: string | null): Promise<CommentList> {
    const { artistDid } = await this.tracks.getShown(trackId, viewer);
    if (!(await this.takesComments(artistDid))) return { comments: [], count: 0, comments_enabled: false };
    const rows = await this.comments.about(trackId);
    const [people, standing] = await Promise.all([
      this.accounts.people(rows.map((row) => row.did)),
      this.standing(rows, viewer),
    ]);
    const comments = rows.flatMap((row) => {
      const author = people.get(row.did);
      return author ? [toView(row, author, standing.get(row.rkey))] : [];
    });
    return { comments, count: comments.length, comments_enabled: true };
  }

  async add(trackId: number, did: string, input: NewComment): Promise<CommentView> {
    const { artistDid } = await this.tracks.getShown(trackId, did);
    if (!(await this.takesComments(artistDid))) throw new CommentsDisabled();
    const subject = await this.tracks.subject(trackId, did);
    const comment = await this.transactions.run(async (tx) => {
      const added = await this.comments.add(tx, did, subject, input);
      await this.tracks.count(tx, trackId, 'comment_count', 1);
      return added;
    });
    return this.view(comment);
  }

  async edit(commentId: number, did: string, text: string): Promise<CommentView> {
    const comment = await this.getOwn(commentId, did, 'edit');
    if (comment.text === text) return this.view(comment);
    return this.view(await this.transactions.run((tx) => this.comments.edit(tx, comment, text)));
  }

  async remove(commentId: number, did: string): Promise<CommentDeleted> {
    const comment = await this.getOwn(commentId, did, 'delete');
    await this.transactions.run(async (tx) => {
      if (await this.comments.remove(tx, comment)) await this.tracks.count(tx, comment.trackId, 'comment_count', -1);
    });
    return { deleted: true };
  }

  /** One's own, wherever it stands; of others' only those are known that one is shown (GEN-06). */
  private async getOwn(id: number, did: string, verb: 'edit' | 'delete'): Promise<Comment> {
    const comment = await this.comments.findById(id);
    if (comment?.did === did) return comment;
    if (comment && (await this.isShown(comment, did))) throw new NotCommentAuthor(verb);
    throw new CommentMissing();
  }

  private async isShown({ id, trackId }: Comment, viewer: string): Promise<boolean> {
    const shown = await this.tracks.shownOf([trackId], viewer);
    return shown.has(trackId) && (await this.about(trackId, viewer)).comments.some((comment) => comment.id === id);
  }

  private async takesComments(artistDid: string): Promise<boolean> {
    return (await this.preferences.ofMany([artistDid])).get(artistDid)?.allowComments ?? false;
  }

  /** As its author sees it. */
  private async view(comment: Comment): Promise<CommentView> {
    const { did, rkey } = comment;
    const [people, standing] = await Promise.all([this.accounts.everyone([did]), this.standing([comment], did)]);
    return toView(comment, people.get(did), standing.get(rkey));
  }

  /** How the records of those stand that are the viewer's own, by key. */
  private async standing(comments: readonly Comment[], viewer: string | null): Promise<Map<string, SyncState>> {
    const own = comments.filter(({ did }) => did === viewer).map(({ rkey }) => rkey);
    return viewer === null ? new Map() : this.outbox.standing(viewer, 'comment', own);
  }
}

function toView(comment: Comment, author: Person | undefined, standing: SyncState | undefined): CommentView {
  return {
    id: comment.id,
    user_did: comment.did,
    user_handle: author?.handle ?? 'handle.invalid',
    user_display_name: author?.display_name ?? null,
    user_avatar_url: author?.avatar_url ?? null,
    text: comment.text,
    timestamp_ms: comment.timestampMs,
    created_at: comment.createdAt.toISOString(),
    updated_at: comment.updatedAt?.toISOString() ?? null,
    atproto_uri: comment.uri,
    ...(standing && { sync_state: standing }),
  };
}
