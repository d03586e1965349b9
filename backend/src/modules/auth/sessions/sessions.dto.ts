import { ApiSchema } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';

const MODES = ['cookie', 'token'] as const;

@ApiSchema({ description: 'The one-time token from the address that a sign-in ended at.' })
export class ExchangeRequest {
  @IsString() @MaxLength(200) exchange_token!: string;

  /** `token` for programs: the session comes in the answer, and no cookie is set. */
  @IsIn(MODES) @IsOptional() mode?: (typeof MODES)[number];
}

@ApiSchema({ description: 'The session; null for browsers, who get a cookie that no script can read.' })
export class ExchangeView {
  session_id!: string | null;
}

export class MessageView {
  message!: string;
}

export class LinkedAccount {
  did!: string;
  handle!: string;
  avatar_url!: string | null;
}

export class SessionView {
  kind!: 'browser' | 'dev_token';
  expires_at!: string | null;
}

@ApiSchema({ description: 'Who is signed in.' })
export class MeView {
  did!: string;
  handle!: string;
  display_name!: string | null;
  avatar_url!: string | null;
  has_artist_profile!: boolean;
  /** Others who are signed in in this browser. */
  linked_accounts!: LinkedAccount[];
  /** Whether what was granted still covers what we write; if not, signing in again asks for the rest. */
  scopes_ok!: boolean;
  session!: SessionView;
}
