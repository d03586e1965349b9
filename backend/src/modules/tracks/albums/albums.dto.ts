import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsInt, IsOptional, IsString, Length, Max, MaxLength, Min } from 'class-validator';
import { Flag, Omittable, PageOf, PageQuery, Trimmed, TrimmedText } from '../../../platform/http/index.js';
import type { SyncState } from '../../atproto/index.js';
import { type PublishState, TrackView } from '../tracks.dto.js';

@ApiSchema({ description: 'An album in the list of its artist.' })
export class ArtistAlbumItem {
  /** @format uuid */
  id!: string;
  title!: string;
  slug!: string;
  track_count!: number;
  total_plays!: number;
  /** Its own cover, else that of its first track that has one. */
  image_url!: string | null;
  thumbnail_url!: string | null;
  /** How its list record stands; for the owner only, and not of a draft. */
  sync_state?: SyncState;
}

@ApiSchema({ description: 'An album in a list of many artists.' })
export class AlbumItem extends ArtistAlbumItem {
  /** Display name. */
  artist!: string;
  artist_handle!: string;
}

@ApiSchema({ description: 'What is known of an album besides its tracks.' })
export class AlbumMetadata extends AlbumItem {
  description!: string | null;
  artist_did!: string;
  /** The list record that holds its order; null before it is written. */
  list_uri!: string | null;
  publish_state!: PublishState;
  created_at!: string;
}

@ApiSchema({ description: 'An album with its tracks in order.' })
export class AlbumView {
  metadata!: AlbumMetadata;
  tracks!: TrackView[];
}

@ApiSchema({ description: 'An album to fill: its tracks are uploaded with `album_id`, then it is finalized.' })
export class NewAlbum {
  @IsString() @Trimmed() @Length(1, 256) title!: string;

  /** Its address; made from the title when left out. */
  @IsString() @Trimmed() @Length(1, 256) @IsOptional() slug?: string | null;

  @IsString() @TrimmedText() @MaxLength(5000) @IsOptional() description?: string | null;
}

@ApiSchema({ description: 'What to change of an album; what is left out stays.' })
export class AlbumChange {
  /** A new title brings a new address, unless one is given; former addresses stay good. */
  @IsString() @Trimmed() @Length(1, 256) @Omittable() title?: string;

  @IsString() @Trimmed() @Length(1, 256) @Omittable() slug?: string;

  /** Empty or null removes it. */
  @IsString() @TrimmedText() @MaxLength(5000) @IsOptional() description?: string | null;
}

@ApiSchema({ description: 'The tracks of an album in their order.' })
export class AlbumOrder {
  /** All tracks of the album, each once. */
  @IsArray()
  @ArrayMaxSize(1000)
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(2_147_483_647, { each: true })
  track_ids!: number[];
}

@ApiSchema({ description: 'A cover that was taken in.' })
export class CoverStored {
  image_url!: string;
  /** @format uuid */
  image_id!: string;
  thumbnail_url!: string;
}

export class AlbumRemovalQuery {
  /** Whether its tracks are deleted too. */
  @Flag()
  @IsOptional()
  cascade: boolean = false;
}

export class AlbumDeleted {
  @ApiProperty({ enum: [true] })
  deleted!: true;
  cascade!: boolean;
}

export class AlbumTrackRemoved {
  @ApiProperty({ enum: [true] })
  removed!: true;
  track_id!: number;
}

/** A cursor of albums holds a title. */
const LONGEST_CURSOR = 2_000;
export class AlbumsQuery extends PageQuery(100, 50, LONGEST_CURSOR) {}
export class AlbumPage extends PageOf('albums', AlbumItem) {}
export class ArtistAlbumPage extends PageOf('albums', ArtistAlbumItem) {}
