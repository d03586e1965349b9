import { ApiSchema } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import { OptionalWhole, Trimmed } from '../../../platform/http/index.js';

export class HandlesQuery {
  /** The beginning of a handle or a name; an @ before it is ignored. */
  @IsString()
  @Trimmed()
  @Length(2, 100)
  q!: string;

  @OptionalWhole(1, 25)
  limit: number = 10;
}

@ApiSchema({ description: 'Someone who may be meant.' })
export class FoundPerson {
  did!: string;
  handle!: string;
  display_name!: string | null;
  avatar_url!: string | null;
}

@ApiSchema({ description: 'Who may be meant, those we know first.' })
export class FoundPeople {
  results!: FoundPerson[];
}
