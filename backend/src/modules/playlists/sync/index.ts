import { FollowedListsQueries } from './followed-lists.queries.js';
import { FollowLikesHandler, LikeNews } from './follow-likes.handler.js';
import { FollowTracksHandler, TrackNews } from './follow-tracks.handler.js';
import { ListWrites } from './list-writes.service.js';
import { SweepListsHandler } from './sweep-lists.handler.js';
import { ListSync, SyncListsHandler } from './sync-lists.handler.js';

/** What keeps list records and rows equal without anybody's doing; part of the playlists module. */
export const syncProviders = [
  FollowedListsQueries,
  ListWrites,
  TrackNews,
  FollowTracksHandler,
  SweepListsHandler,
  LikeNews,
  FollowLikesHandler,
  ListSync,
  SyncListsHandler,
];
