import { ApiSchema } from '@nestjs/swagger';
import { IsBoolean, IsOptional, IsString, IsUrl, Length, MaxLength } from 'class-validator';
import { Trimmed, Whole } from '../../platform/http/index.js';

/** Pages on this machine have no top-level domain. */
const WEB_ADDRESS = { protocols: ['http', 'https'], require_protocol: true, require_tld: false };

@ApiSchema({ description: 'What somebody is hearing at this moment, in the words of their client.' })
export class PlayingReport {
  @Whole(1) track_id!: number;
  @IsString() @Length(1, 64) file_id!: string;
  @IsString() @Trimmed() @Length(1, 500) track_name!: string;
  @IsString() @Trimmed() @Length(1, 500) artist_name!: string;
  @IsString() @Trimmed() @MaxLength(500) @IsOptional() album_name?: string | null;
  @Whole(0) duration_ms!: number;
  @Whole(0) progress_ms!: number;
  /** Paused is nothing: it clears what was reported. */
  @IsBoolean() is_playing!: boolean;
  @IsUrl(WEB_ADDRESS) @MaxLength(2048) @IsOptional() image_url?: string | null;
}

@ApiSchema({ description: 'What somebody is hearing. Pollers of other services read these names and types.' })
export class PlayingView {
  track_name!: string;
  artist_name!: string;
  album_name!: string | null;
  duration_ms!: number;
  progress_ms!: number;
  is_playing!: boolean;
  track_id!: number;
  file_id!: string;
  /** Page of the track. */
  track_url!: string;
  image_url!: string | null;
  /** Domain of the service, as in `plyr.fm`. */
  service_base_url!: string;
  /** When it was reported last; ISO 8601. */
  updated_at!: string;
}

@ApiSchema({ description: 'The report was taken.' })
export class ReportTaken {
  status!: 'ok';
}
