import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsOptional, IsString, Length, MaxLength, ValidateIf } from 'class-validator';
import { Flag, OptionalWhole, Trimmed } from '../../platform/http/index.js';
import type { SyncState } from '../atproto/index.js';
import { TrackView } from '../tracks/index.js';

@ApiSchema({ description: 'The cover of a track, printed on the sleeve of a playlist.' })
export class FirstCover {
  image_url!: string;
  thumbnail_url!: string;
}

@ApiSchema({ description: 'A playlist without its tracks.' })
export class PlaylistView {
  /** @format uuid */
  id!: string;
  name!: string;
  owner_did!: string;
  owner_handle!: string;
  owner_display_name!: string | null;
  /** Whether the owner has a page here. */
  owner_is_artist!: boolean;
  /** Of all its items, also those that not everybody sees. */
  track_count!: number;
  image_url!: string | null;
  thumbnail_url!: string | null;
  /** Of its first tracks, four at most and each once; empty when it has a cover of its own. */
  @ApiProperty({ type: () => [FirstCover] })
  first_covers!: FirstCover[];
  show_on_profile!: boolean;
  /** Known at once; whether the record lies there, the cid tells. */
  atproto_record_uri!: string;
  /** As last confirmed; null before the first time. */
  atproto_record_cid!: string | null;
  @ApiProperty({ enum: ['pending', 'published', 'failed'], enumName: 'PublishState' })
  publish_state!: 'pending' | 'published' | 'failed';
  /** How its record stands; for the owner only. */
  sync_state?: SyncState;
  created_at!: string;
}

@ApiSchema({ description: 'A playlist with all its tracks that the viewer may see, in order.' })
export class PlaylistWithTracks extends PlaylistView {
  tracks!: TrackView[];
}

export class OwnPlaylistsQuery {
  /** Only those that hold this track. */
  @OptionalWhole(1)
  track_id?: number;
}

@ApiSchema({ description: 'A playlist to make, or its new name.' })
export class PlaylistName {
  @IsString() @Trimmed() @Length(1, 256) name!: string;
}

@ApiSchema({ description: 'What to change of a playlist; what is left out stays.' })
export class PlaylistChange {
  @IsString()
  @Trimmed()
  @Length(1, 256)
  @ValidateIf((_, value) => value !== undefined)
  @ApiPropertyOptional()
  name?: string;

  /** Whether the page of its owner shows it. */
  @Flag()
  @IsOptional()
  show_on_profile?: boolean;
}

@ApiSchema({ description: 'A track to add: by its number, or by the address and cid of its record.' })
export class NewItem {
  @OptionalWhole(1)
  track_id?: number;

  /** An AT-URI with a DID; any record may be an item. */
  @IsString() @MaxLength(2048) @IsOptional() track_uri?: string;

  @IsString() @MaxLength(256) @IsOptional() track_cid?: string;
}

@ApiSchema({ description: 'The playlist is gone.' })
export class PlaylistDeleted {
  @ApiProperty({ enum: [true] })
  deleted!: true;
}

@ApiSchema({ description: 'The new cover.' })
export class PlaylistCover {
  /** @format uuid */
  image_id!: string;
  image_url!: string;
  thumbnail_url!: string;
}
