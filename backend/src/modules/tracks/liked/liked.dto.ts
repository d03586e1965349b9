import { ApiSchema } from '@nestjs/swagger';
import { PageOf, PageQuery } from '../../../platform/http/index.js';
import type { SyncState } from '../../atproto/index.js';
import { TrackView } from '../tracks.dto.js';

export class LikedQuery extends PageQuery(100, 50) {}

@ApiSchema({ description: 'Someone, artist or not.' })
export class LikedBy {
  did!: string;
  handle!: string;
  display_name!: string | null;
  avatar_url!: string | null;
}

@ApiSchema({ description: 'What one likes oneself, in order.' })
export class OwnLikesPage extends PageOf('tracks', TrackView) {
  /** How the list record stands. */
  sync_state!: SyncState;
}

@ApiSchema({ description: 'What someone likes, in their order.' })
export class LikesOfUser extends PageOf('tracks', TrackView) {
  user!: LikedBy;
  /** How many of the liked tracks are shown to who asks, on all pages. */
  count!: number;
}
