import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import type { Readdressed } from '../atproto/index.js';
import { CommentsIntakeRepository, type KnownComment, type SeenComment } from './comments-intake.repository.js';

/** What a set of records did to the comments. */
export interface CommentsTaken {
  /** Uris of records whose rows say now what they did not before. */
  changed: Set<string>;
  /** How many more comments each track has. */
  counts: Map<number, number>;
}

/**
 * Comments that other clients wrote, and the echoes of ours (ING-03). All are kept, also those that a track has no room
 * for; what is shown is decided when it is read. The caller keeps the counts of the tracks.
 */
@Injectable()
export class CommentsIntake {
  constructor(private readonly comments: CommentsIntakeRepository) {}

  async take(tx: Tx, seen: readonly SeenComment[]): Promise<CommentsTaken> {
    const known = await this.comments.known(
      tx,
      seen.map(({ uri }) => uri),
    );
    const newer = seen.filter((comment) => isNewer(comment, known.get(comment.uri)));
    const inserted = await this.comments.insert(
      tx,
      newer.filter(({ uri }) => !known.has(uri)),
    );
    const edits = newer.filter((comment) => isEdit(comment, known.get(comment.uri)));
    await this.comments.rewrite(tx, edits);
    await this.comments.stamp(
      tx,
      newer.filter(({ uri, cid }) => known.get(uri)?.cid === cid),
    );
    const counts = new Map<number, number>();
    for (const { uri, trackId } of newer) if (inserted.has(uri)) counts.set(trackId, (counts.get(trackId) ?? 0) + 1);
    return { changed: new Set([...inserted, ...edits.map(({ uri }) => uri)]), counts };
  }

  /** Answers how many comments each track lost, as negative numbers. */
  async remove(tx: Tx, gone: readonly { uri: string; rev: string }[]): Promise<Map<number, number>> {
    const counts = new Map<number, number>();
    for (const trackId of await this.comments.remove(tx, gone)) counts.set(trackId, (counts.get(trackId) ?? 0) - 1);
    return counts;
  }

  readdress(tx: Tx, moved: Readdressed): Promise<void> {
    return this.comments.readdress(tx, moved);
  }
}

function isNewer(comment: SeenComment, known: KnownComment | undefined): boolean {
  return (known?.rev ?? '') < comment.rev;
}

/** Words written here that are still on their way are newer than whatever the network tells. */
function isEdit(comment: SeenComment, known: KnownComment | undefined): boolean {
  if (!known || known.cid === comment.cid || known.syncState === 'pending') return false;
  return known.trackId === comment.trackId;
}
