import type { Me } from '#lib/api/contract.ts';
import type { App } from '#lib/state/app.svelte.ts';
import { LikedTracks } from './liked-tracks.svelte.ts';

/** What the listener likes, on its way. */
export function ownLikes({ api, toasts, queue }: Pick<App, 'api' | 'toasts' | 'queue'>, { handle }: Me): LikedTracks {
  const liked = new LikedTracks({ api, toasts, handle, onread: (tracks) => queue.learn(tracks) });
  void liked.refresh();
  return liked;
}
