import { ApiSchema } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';

@ApiSchema({ description: 'Who wants to sign in: exactly one of handle and pds_url.' })
export class StartQuery {
  /** A handle or DID, as typed. @example ada.bsky.social */
  @IsString() @MaxLength(300) @IsOptional() handle?: string;

  /** The address of a PDS, for those who forgot their handle. */
  @IsString() @MaxLength(300) @IsOptional() pds_url?: string;

  /** The page to come back to; a path of ours, else it is ignored. */
  @IsString() @IsOptional() return_to?: string;
}
