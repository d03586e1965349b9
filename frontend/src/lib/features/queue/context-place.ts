import type { Track } from '#lib/api/contract.ts';
import { paths } from '#lib/paths.ts';
import type { QueueContext } from '#lib/player/queue.rules.ts';

/** The page of the collection that plays on, as far as it can be told from what it left in the queue. */
export function placeOf({ kind, id }: QueueContext, track: Track | undefined): string | null {
  if (kind === 'latest') return paths.home();
  if (kind === 'playlist') return paths.playlist({ id });
  if (kind === 'tag') return paths.tag(id);
  if (kind === 'artist') return track?.artist_did === id ? paths.artist(track.artist_handle) : null;
  if (kind === 'album' && track?.album?.id === id)
    return paths.album({ artist_handle: track.artist_handle, slug: track.album.slug });
  return null;
}
