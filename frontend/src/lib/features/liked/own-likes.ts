import type { Me } from '#lib/api/contract.ts';
import type { App } from '#lib/state/app.svelte.ts';
import { LikedTracks } from './liked-tracks.svelte.ts';

type Parts = Pick<App, 'api' | 'toasts' | 'kept' | 'likes' | 'learn' | 'session'>;

const known = new WeakMap<object, { did: string; liked: LikedTracks; leave: () => void }>();

/** What the listener likes: the same on every visit, so that the way back leads to where it was left; read anew behind. */
export function ownLikes({ api, toasts, kept, likes, learn, session }: Parts, { did, handle }: Me): LikedTracks {
  let own = known.get(session);
  if (own?.did !== did) {
    own?.leave();
    const liked = new LikedTracks({ api, toasts, kept, likes, handle, onread: learn });
    own = { did, liked, leave: liked.follow() };
    known.set(session, own);
  }
  own.liked.arranging = false;
  void own.liked.refresh();
  return own.liked;
}
