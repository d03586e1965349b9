import { ApiSchema } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { OptionalWhole, PageOf, PageQuery } from '../../../platform/http/index.js';
import { TrackView } from '../tracks.dto.js';

export class TagsQuery {
  /** Beginning of the name. */
  @IsString()
  @MaxLength(50)
  @IsOptional()
  q?: string;

  @OptionalWhole(1, 100)
  limit: number = 20;
}

@ApiSchema({ description: 'A tag and how many tracks everybody finds under it.' })
export class TagView {
  name!: string;
  track_count!: number;
}

export class TagDetail extends TagView {
  /** Who used it first. */
  created_by_handle!: string | null;
}

export class TagTracksQuery extends PageQuery(100, 50) {}

export class TagPage extends PageOf('tracks', TrackView) {
  tag!: TagDetail;
}
