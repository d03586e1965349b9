import { ApiSchema } from '@nestjs/swagger';
import { IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { OptionalWhole, Trimmed } from '../../../platform/http/index.js';

@ApiSchema({ description: 'A play that reached the threshold of `GET /config`. Every member may be left out.' })
export class PlayReport {
  /** Chosen by the client once per load of a track; a second report of it counts nothing. */
  @IsUUID()
  @IsOptional()
  play_session_id?: string;

  /** How long was listened so far. */
  @OptionalWhole(0)
  listened_ms?: number;

  /** Where the listener came from. */
  @Trimmed()
  @IsString()
  @MaxLength(100)
  @IsOptional()
  ref?: string;
}

export class PlayCount {
  play_count!: number;
  /** False for a further play of the same listener within the window. */
  counted!: boolean;
}
