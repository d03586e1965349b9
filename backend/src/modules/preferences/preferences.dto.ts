import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsObject,
  IsString,
  Matches,
  MaxLength,
  ValidateBy,
} from 'class-validator';
import { Omittable } from '../../platform/http/index.js';
import { type Theme, THEMES } from './preferences.entity.js';

const MAX_UI_BYTES = 16 * 1024;

const Compact = () =>
  ValidateBy({
    name: 'maxBytes',
    validator: {
      validate: (value) => Buffer.byteLength(JSON.stringify(value) ?? '') <= MAX_UI_BYTES,
      defaultMessage: () => `must be at most ${MAX_UI_BYTES} bytes of JSON`,
    },
  });

const LowerCase = () =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toLowerCase() : value));

@ApiSchema({ description: 'How a listener wants things to be.' })
export class PreferencesView {
  accent_color!: string;
  theme!: Theme;
  /** Whether the next track starts by itself. */
  auto_advance!: boolean;
  /** Whether others may comment on the tracks of this account. */
  allow_comments!: boolean;
  /** Tracks with one of these tags are left out of discovery. */
  hidden_tags!: string[];
  enable_teal_scrobbling!: boolean;
  /** Scrobbling is on, but what was granted does not allow it: sign in again. */
  teal_needs_reauth!: boolean;
  show_sensitive_artwork!: boolean;
  show_liked_on_profile!: boolean;
  /** What clients keep for themselves. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  ui_settings!: Record<string, unknown>;
}

@ApiSchema({ description: 'Preferences to change; what is left out stays.' })
export class PreferencesChange {
  /** As `#6a9fff`. */
  @Matches(/^#[0-9a-f]{6}$/) @LowerCase() @Omittable() accent_color?: string;

  @IsIn(THEMES) @Omittable() theme?: Theme;
  @IsBoolean() @Omittable() auto_advance?: boolean;
  @IsBoolean() @Omittable() allow_comments?: boolean;

  /** Replaces the list. */
  @IsArray()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  @MaxLength(50, { each: true })
  @Omittable()
  hidden_tags?: string[];

  @IsBoolean() @Omittable() enable_teal_scrobbling?: boolean;

  /** Computed; taken and ignored, so that a whole answer may be sent back. */
  @IsBoolean() @Omittable() teal_needs_reauth?: boolean;

  @IsBoolean() @Omittable() show_sensitive_artwork?: boolean;
  @IsBoolean() @Omittable() show_liked_on_profile?: boolean;

  /** Replaces what was kept; at most 16 KB. */
  @IsObject()
  @Compact()
  @Omittable()
  @ApiPropertyOptional({ type: 'object', additionalProperties: true })
  ui_settings?: Record<string, unknown>;
}
