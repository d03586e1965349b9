import type { RecordSource } from '../../atproto/index.js';
import type { IncomingTrack } from './incoming-track.rules.js';

/** What the index knows of a track whose record has been seen. */
export interface KnownTrack {
  id: number;
  uri: string;
  cid: string | null;
  rev: string | null;
  visibility: 'public' | 'unlisted' | 'private';
  publishState: 'pending' | 'published' | 'failed';
  syncState: 'synced' | 'pending' | 'failed';
  source: 'local' | 'network';
  imageId: string | null;
  isRemoved: boolean;
  /** It has something to play. */
  hasAudio: boolean;
}

export type Standing =
  /** No row yet. */
  | 'new'
  /** A version that the row does not have. */
  | 'edit'
  /** The version of the row: only its revision is news. */
  | 'echo'
  /** Nothing new, or older than what is known. */
  | 'known'
  /** Taken out of the network by its artist; what still travels there says nothing any more (TRK-12). */
  | 'private';

/** What a record means to the index. Revisions sort as text. */
export function standingOf(
  track: Pick<IncomingTrack, 'cid' | 'rev'>,
  known: KnownTrack | undefined,
  source: RecordSource,
): Standing {
  if (!known) return 'new';
  if (known.isRemoved) return 'known';
  if (source === 'rebuild' && isMute(known) && known.cid === track.cid) return 'edit';
  if ((known.rev ?? '') >= track.rev) return 'known';
  if (known.visibility === 'private') return 'private';
  if (known.cid === track.cid) return 'echo';
  // A change made here that is still on its way replaces whatever the network tells, once it arrives.
  const isOnItsWay = known.syncState === 'pending' || (known.source === 'local' && known.publishState === 'pending');
  return isOnItsWay ? 'known' : 'edit';
}

/** Its bytes could not be had; whoever rebuilds wants them looked for again. */
function isMute({ source, hasAudio, publishState, visibility }: KnownTrack): boolean {
  return source === 'network' && !hasAudio && publishState === 'failed' && visibility !== 'private';
}
