import type { Track } from '#lib/api/contract.ts';
import { paths } from '#lib/paths.ts';
import type { QueueContext } from '#lib/player/queue.rules.ts';

/**
 * the page of the collection that plays on, as far as it can be told from what it left in the queue. Likes are the
 * listener's own by DID, somebody else's by handle.
 */
export function placeOf({ kind, id }: QueueContext, track: Track | undefined, listener: string | null): string | null {
  if (kind === 'latest') return paths.home();
  if (kind === 'playlist') return paths.playlist({ id });
  if (kind === 'tag') return paths.tag(id);
  if (kind === 'liked') return id === listener ? paths.liked() : id.startsWith('did:') ? null : paths.liked(id);
  if (kind === 'artist') return track?.artist_did === id ? paths.artist(track.artist_handle) : null;
  if (kind === 'album' && track?.album?.id === id)
    return paths.album({ artist_handle: track.artist_handle, slug: track.album.slug });
  return null;
}
