import type { Queue } from '#lib/state/queue.svelte.ts';
import type { QueueContext } from '#lib/player/queue.rules.ts';
import type { TrackFeed } from '#lib/state/track-feed.svelte.ts';

/** P-QUEUE-05: what a list has not read yet comes behind, page by page, for as long as the list plays. */
export async function bringTheRest(
  feed: Pick<TrackFeed, 'tracks' | 'hasMore' | 'problem' | 'more'>,
  queue: Pick<Queue, 'extend'>,
  context: QueueContext,
): Promise<void> {
  const known = new Set(feed.tracks.map(({ id }) => id));
  let goesOn: boolean;
  do {
    await feed.more();
    const tracks = feed.tracks.filter(({ id }) => !known.has(id));
    for (const { id } of tracks) known.add(id);
    goesOn = queue.extend({ context, tracks });
  } while (goesOn && feed.hasMore && !feed.problem);
}
