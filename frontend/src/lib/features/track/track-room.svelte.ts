import type { Album, LikersPage, Track } from '#lib/api/contract.ts';
import type { CommentThread } from '#lib/features/comments/comment-thread.svelte.ts';
import type { PdsState, PdsStateParts } from '#lib/features/pds/pds-state.svelte.ts';
import { recordOf } from '#lib/features/portal/record-of.ts';
import { isOnItsWay, isStranded } from '#lib/features/portal/record-state.ts';
import type { Answer } from '#lib/state/answer.svelte.ts';

export interface TrackRoomParts extends Pick<PdsStateParts, 'api' | 'toasts'> {
  thread: CommentThread;
  likers: Answer<LikersPage>;
  /** What else is on its album, where it has one. */
  album: Answer<Album> | null;
  /** TRK-11: the moment that the link asks for. */
  fromMs: number | null;
}

/** The page of one track: the track as it was read last, and what stands around it. */
export class TrackRoom {
  track: Track;
  /** What the link asked for, until it was gone to, or somewhere else. */
  linkedMs = $state<number | null>(null);
  readonly thread: CommentThread;
  readonly likers: Answer<LikersPage>;
  readonly album: Answer<Album> | null;
  readonly pds: PdsState;

  constructor({ thread, likers, album, fromMs, ...parts }: TrackRoomParts, track: Track) {
    this.track = $state.raw(track);
    this.linkedMs = fromMs;
    [this.thread, this.likers, this.album] = [thread, likers, album];
    this.pds = recordOf(parts, track, (read) => (this.track = read));
  }

  /** Its record is not where it should be: its artist is told. */
  get unsettled(): boolean {
    return isOnItsWay(this.track) || this.stranded;
  }

  get stranded(): boolean {
    return isStranded(this.track);
  }
}
