import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';

export const RECORD_PAGES = ['track', 'album', 'playlist', 'liked', 'artist'] as const;

export class RecordUriQuery {
  /** Address of a record, `at://…`, or of a whole repository. It may name its owner by handle. */
  @IsString()
  @MaxLength(2048)
  uri!: string;
}

@ApiSchema({ description: 'The page of the client that shows a record.' })
export class RecordPageView {
  /** The address by DID. */
  uri!: string;
  /** What the page is about: likes and comments are shown with their track. */
  @ApiProperty({ enum: RECORD_PAGES, enumName: 'RecordPageType' })
  type!: (typeof RECORD_PAGES)[number];
  /** @example /u/alice.test/album/rooms */
  path!: string;
}
