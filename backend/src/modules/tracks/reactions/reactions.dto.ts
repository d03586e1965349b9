import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { PageOf, PageQuery } from '../../../platform/http/index.js';
import type { SyncState } from '../../atproto/index.js';

@ApiSchema({ description: 'The track is liked; its record follows.' })
export class LikedView {
  @ApiProperty({ enum: [true] })
  liked!: true;
  atproto_uri!: string;
}

@ApiSchema({ description: 'The track is not liked (any more).' })
export class UnlikedView {
  @ApiProperty({ enum: [false] })
  liked!: false;
}

@ApiSchema({ description: 'Someone who likes a track.' })
export class LikerView {
  did!: string;
  handle!: string;
  display_name!: string | null;
  avatar_url!: string | null;
  liked_at!: string;
}

export class LikersQuery extends PageQuery(100, 50) {}

export class LikersPage extends PageOf('users', LikerView) {
  /** How many like the track in all. */
  count!: number;
}

@ApiSchema({ description: 'What someone says about a moment of a track.' })
export class CommentView {
  id!: number;
  user_did!: string;
  user_handle!: string;
  user_display_name!: string | null;
  user_avatar_url!: string | null;
  text!: string;
  timestamp_ms!: number;
  created_at!: string;
  /** When the author changed the words. */
  updated_at!: string | null;
  atproto_uri!: string | null;
  /** How its record stands; for the author only. */
  sync_state?: SyncState;
}

export class CommentList {
  /** In playing order; at most 20. */
  comments!: CommentView[];
  count!: number;
  /** Whether the artist takes comments. */
  comments_enabled!: boolean;
}

export class CommentDeleted {
  @ApiProperty({ enum: [true] })
  deleted!: true;
}
