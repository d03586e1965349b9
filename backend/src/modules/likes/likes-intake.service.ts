import { Injectable } from '@nestjs/common';
import { afterCommit, type Tx } from '../../platform/database/index.js';
import { Events } from '../../platform/events/index.js';
import type { Readdressed, RecordSource } from '../atproto/index.js';
import { type KnownLike, LikesIntakeRepository, type SeenLike } from './likes-intake.repository.js';

/** What a set of records did to the likes. */
export interface LikesTaken {
  /** Uris of records whose rows say now what they did not before. */
  changed: Set<string>;
  /** By how much the likes of each track became more or fewer. */
  counts: Map<number, number>;
}

/** Likes that other clients wrote, and the echoes of ours (ING-03). The caller keeps the counts of the tracks. */
@Injectable()
export class LikesIntake {
  constructor(
    private readonly likes: LikesIntakeRepository,
    private readonly events: Events,
  ) {}

  /** Each of these people likes the track once, however many records say so. */
  async take(tx: Tx, seen: readonly SeenLike[], source: RecordSource): Promise<LikesTaken> {
    const uris = seen.map(({ uri }) => uri);
    const known = await this.likes.known(tx, uris);
    const counts = new Map<number, number>();
    const changed = new Set<string>();
    const moved = seen.filter((like) => isMoved(like, known.likes.get(like.uri)));
    await this.drop(
      tx,
      moved.flatMap(({ uri }) => known.likes.get(uri) ?? []),
      counts,
    );
    const fresh = seen.filter((like) => !known.likes.has(like.uri) && !known.marks.has(like.uri)).concat(moved);
    const inserted = await this.likes.insert(tx, fresh);
    for (const { uri, trackId } of fresh) {
      changed.add(uri);
      if (inserted.has(uri)) add(counts, trackId, 1);
    }
    await this.likes.mark(
      tx,
      fresh.filter(({ uri }) => !inserted.has(uri)),
    );
    const echoes = seen.filter((like) => isUnconfirmed(like, known.likes.get(like.uri)));
    await this.likes.stamp(tx, echoes);
    // What a rebuild reads has its list beside it.
    if (source === 'stream')
      this.tell(
        tx,
        fresh.filter(({ uri }) => inserted.has(uri)),
      );
    return { changed, counts };
  }

  /** Records that are gone. A like lives on while another record of the same person still says it. */
  async remove(tx: Tx, gone: readonly { uri: string; rev: string }[]): Promise<Map<number, number>> {
    const counts = new Map<number, number>();
    await this.likes.unmark(
      tx,
      gone.map(({ uri }) => uri),
    );
    this.tell(tx, await this.drop(tx, await this.likes.gone(tx, gone), counts));
    return counts;
  }

  readdress(tx: Tx, moved: Readdressed): Promise<void> {
    return this.likes.readdress(tx, moved);
  }

  /** Answers those that ended. */
  private async drop(tx: Tx, likes: readonly KnownLike[], counts: Map<number, number>): Promise<KnownLike[]> {
    if (likes.length === 0) return [];
    const promoted = await this.likes.promote(
      tx,
      likes.map(({ uri }) => uri),
    );
    const ended = likes.filter(({ uri }) => !promoted.has(uri));
    await this.likes.delete(
      tx,
      ended.map(({ uri }) => uri),
    );
    for (const { trackId } of ended) add(counts, trackId, -1);
    return ended;
  }

  private tell(tx: Tx, likes: readonly { did: string }[]): void {
    const dids = [...new Set(likes.map(({ did }) => did))];
    if (dids.length > 0) afterCommit(tx, () => this.events.emit('likes.arrived', { dids }));
  }
}

/** The same record names another track now. */
function isMoved(like: SeenLike, known: KnownLike | undefined): boolean {
  return known !== undefined && known.trackId !== like.trackId && (known.rev ?? '') < like.rev;
}

function isUnconfirmed(like: SeenLike, known: KnownLike | undefined): boolean {
  return known !== undefined && known.trackId === like.trackId && (known.rev ?? '') < like.rev;
}

function add(counts: Map<number, number>, trackId: number, by: number): void {
  counts.set(trackId, (counts.get(trackId) ?? 0) + by);
}
