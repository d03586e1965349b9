import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { Flag, Omittable, Trimmed, TrimmedText } from '../../../platform/http/index.js';
import { FormList } from '../form/form-list.js';
import { VISIBILITIES, type Visibility } from '../tracks.dto.js';

/** What is left out stays as it is. */
export class TrackChanges {
  @Trimmed()
  @IsString()
  @Length(1, 256)
  @Omittable()
  title?: string;

  /** Title of an album; empty or null takes the track off its album. */
  @Trimmed()
  @IsString()
  @MaxLength(256)
  @IsOptional()
  album?: string | null;

  /** Replaces those who take part: handles or DIDs. */
  @FormList()
  features?: string[];

  /** Replaces the tags. */
  @FormList()
  tags?: string[];

  /** Empty or null removes it. */
  @TrimmedText()
  @IsString()
  @MaxLength(5000)
  @IsOptional()
  description?: string | null;

  @IsIn(VISIBILITIES)
  @Omittable()
  visibility?: Visibility;

  /** The same as `visibility`: true is unlisted, false public. */
  @Flag()
  @Omittable()
  unlisted?: boolean;

  @Flag()
  @IsOptional()
  remove_image?: boolean;
}

/** How it looks on the wire; for the description only. */
export class TrackChangesForm extends TrackChanges {
  @ApiPropertyOptional({ type: 'string', format: 'binary', description: 'The new cover.' })
  image?: unknown;
}

export class TrackDeleted {
  /** @example track deleted successfully */
  message!: string;
}
