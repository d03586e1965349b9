import { ApiExtraModels, ApiProperty, ApiSchema, getSchemaPath } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMinSize, IsArray, IsIn, IsOptional, IsString, Length } from 'class-validator';
import { OptionalWhole, Trimmed } from '../../platform/http/index.js';
import { FOUND_LISTS, type FoundList } from './kinds.js';

const commaList = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? [...new Set(value.split(',').map((part) => part.trim()))] : value;

export class SearchQuery {
  @IsString()
  @Trimmed()
  @Length(2, 100)
  q!: string;

  /** Only these, with commas between them. */
  @ApiProperty({ type: String, required: false, example: 'tracks,artists' })
  @Transform(commaList)
  @IsArray()
  @ArrayMinSize(1)
  @IsIn(FOUND_LISTS, { each: true })
  @IsOptional()
  type?: FoundList[];

  /** Of each type. */
  @OptionalWhole(1, 50)
  limit: number = 20;
}

class Found {
  /** 0.0 to 1.0; how it was found decides, and how popular it is among those found alike. */
  relevance!: number;
}

@ApiSchema({ description: 'A track that was found.' })
export class FoundTrack extends Found {
  @ApiProperty({ enum: ['track'] }) type!: 'track';
  id!: number;
  title!: string;
  artist_handle!: string;
  artist_display_name!: string;
  image_url!: string | null;
}

@ApiSchema({ description: 'An artist who was found, by name or handle.' })
export class FoundArtist extends Found {
  @ApiProperty({ enum: ['artist'] }) type!: 'artist';
  did!: string;
  handle!: string;
  display_name!: string;
  avatar_url!: string | null;
}

@ApiSchema({ description: 'An album that was found.' })
export class FoundAlbum extends Found {
  @ApiProperty({ enum: ['album'] }) type!: 'album';
  /** @format uuid */
  id!: string;
  title!: string;
  slug!: string;
  artist_handle!: string;
  artist_display_name!: string;
  image_url!: string | null;
}

@ApiSchema({ description: 'A tag that was found.' })
export class FoundTag extends Found {
  @ApiProperty({ enum: ['tag'] }) type!: 'tag';
  id!: number;
  name!: string;
  track_count!: number;
}

@ApiSchema({ description: 'A playlist that was found.' })
export class FoundPlaylist extends Found {
  @ApiProperty({ enum: ['playlist'] }) type!: 'playlist';
  /** @format uuid */
  id!: string;
  name!: string;
  owner_handle!: string;
  owner_display_name!: string;
  image_url!: string | null;
  track_count!: number;
}

export type FoundItem = FoundTrack | FoundArtist | FoundAlbum | FoundTag | FoundPlaylist;

@ApiSchema({ description: 'How many of each type are in the answer.' })
export class FoundCounts implements Record<FoundList, number> {
  tracks!: number;
  artists!: number;
  albums!: number;
  tags!: number;
  playlists!: number;
}

const ITEMS = { track: FoundTrack, artist: FoundArtist, album: FoundAlbum, tag: FoundTag, playlist: FoundPlaylist };
const PLACES = Object.fromEntries(Object.entries(ITEMS).map(([type, item]) => [type, getSchemaPath(item)]));

@ApiExtraModels(...Object.values(ITEMS))
@ApiSchema({ description: 'What was found, the most relevant first.' })
export class SearchAnswer {
  @ApiProperty({
    type: 'array',
    items: {
      oneOf: Object.values(PLACES).map(($ref) => ({ $ref })),
      discriminator: { propertyName: 'type', mapping: PLACES },
    },
  })
  results!: FoundItem[];

  counts!: FoundCounts;
}
