import { ApiSchema } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import { TrimmedText, Whole } from '../../platform/http/index.js';

const LONGEST = 1000;

@ApiSchema({ description: 'A comment pinned to a moment of a track.' })
export class NewComment {
  /** 1 to 1000 characters after trimming. */
  @TrimmedText()
  @IsString()
  @Length(1, LONGEST)
  text!: string;

  /** Position in the track, in milliseconds. */
  @Whole(0)
  timestamp_ms!: number;
}

@ApiSchema({ description: 'New words for a comment; its moment stays.' })
export class CommentText {
  /** 1 to 1000 characters after trimming. */
  @TrimmedText()
  @IsString()
  @Length(1, LONGEST)
  text!: string;
}
