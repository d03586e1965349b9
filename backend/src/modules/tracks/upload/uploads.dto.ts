import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Length, MaxLength } from 'class-validator';
import { Trimmed, TrimmedText } from '../../../platform/http/index.js';
import { FormList } from '../form/form-list.js';
import { VISIBILITIES, type Visibility } from '../tracks.dto.js';

/** The fields of an upload. The audio is the part `file`, or what a finished resumable upload left. */
export class NewUpload {
  /** @example low tide */
  @Trimmed()
  @IsString()
  @Length(1, 256)
  title!: string;

  /** Made when the artist has none of this title. */
  @Trimmed()
  @IsString()
  @MaxLength(256)
  @IsOptional()
  album?: string;

  /** An album of one's own, in place of its title. */
  @IsUUID()
  @IsOptional()
  album_id?: string;

  /** Handles or DIDs of others who take part, at most 5. */
  @FormList()
  features?: string[];

  /** At most 10. */
  @FormList()
  tags?: string[];

  @TrimmedText()
  @IsString()
  @MaxLength(5000)
  @IsOptional()
  description?: string;

  @IsIn(VISIBILITIES)
  @IsOptional()
  visibility?: Visibility;

  /** Id of a finished resumable upload, in place of `file`. */
  @IsUUID()
  @IsOptional()
  staged_id?: string;
}

/** How it looks on the wire; for the description only. */
export class NewUploadForm extends NewUpload {
  @ApiPropertyOptional({ type: 'string', format: 'binary', description: 'The audio.' })
  file?: unknown;

  @ApiPropertyOptional({ type: 'string', format: 'binary', description: 'The cover.' })
  image?: unknown;
}

@ApiSchema({ description: 'The upload is safe and waits for its turn. There is no `track_id` before the end.' })
export class UploadAccepted {
  /** @format uuid */
  upload_id!: string;
  status!: 'pending';
  message!: string;
  /** The number that the track will have. */
  reserved_track_id!: number;
}

export const UPLOAD_PHASES = [
  'upload',
  'analyze',
  'transcode',
  'metadata',
  'image',
  'database',
  'atproto',
  'completed',
] as const;
export type UploadPhase = (typeof UPLOAD_PHASES)[number];

@ApiSchema({ description: 'How far an upload is.' })
export class UploadProgress {
  /** @format uuid */
  upload_id!: string;
  status!: 'pending' | 'processing' | 'completed' | 'failed';
  /** What is going on, for a person. */
  message!: string;
  error!: string | null;
  phase!: UploadPhase;
  /** 0 to 100, of the present phase; null where it cannot be told. */
  @ApiProperty({ type: 'number', nullable: true })
  server_progress_pct!: number | null;
  created_at!: string;
  completed_at!: string | null;
  /** Only once it is completed. */
  track_id?: number;
  warnings!: string[];
  atproto_uri?: string;
  atproto_cid?: string;
}
