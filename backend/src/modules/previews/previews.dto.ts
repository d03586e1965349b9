import { ApiSchema } from '@nestjs/swagger';
import { IsString, Length, Matches } from 'class-validator';

export class HeadQuery {
  /** Relative address of a page, with its query. */
  @IsString()
  @Length(1, 2000)
  @Matches(/^\/(?!\/)/, { message: 'path must begin with one slash' })
  path!: string;
}

@ApiSchema({ description: 'The head of a page of the client, for those who run no scripts.' })
export class HeadView {
  status!: number;
  path!: string;
  location!: string | null;
  /** The escaped fragment for the slot in the shell. */
  html!: string;
  cache_seconds!: number;
}
