import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiSchema, IntersectionType } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  MaxLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { ListOf, Trimmed, Whole } from '../../platform/http/index.js';
import { TrackView } from '../tracks/index.js';
import { MAX_ENTRIES, type Origin, ORIGINS, REPEAT_MODES, type RepeatMode } from './queue.rules.js';

const MAX_FILE_ID = 64;

/** May be left out; `null` is not one of its values. */
const Optional = () => ValidateIf((_, value) => value !== undefined);

const lowerCase = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value);

/** Entry ids are compared as text, and the database writes them in small letters. */
const EntryId = () =>
  applyDecorators(
    IsUUID(),
    Transform(({ value }: { value: unknown }) => lowerCase(value)),
  );

const EntryIds = () =>
  applyDecorators(
    IsArray(),
    ArrayMaxSize(MAX_ENTRIES),
    IsUUID(undefined, { each: true }),
    Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.map(lowerCase) : value)),
  );

const FileIds = () =>
  applyDecorators(
    IsArray(),
    ArrayMaxSize(MAX_ENTRIES),
    IsString({ each: true }),
    MaxLength(MAX_FILE_ID, { each: true }),
  );

@ApiSchema({ description: 'One place in the queue. The same track may have several.' })
export class QueueEntryView {
  /** @format uuid */
  @EntryId() entry_id!: string;
  @Whole(1) track_id!: number;
  /** Put there by hand, or by the collection that is played. */
  @IsIn(ORIGINS) @ApiProperty({ enum: ORIGINS }) origin!: Origin;
}

@ApiSchema({ description: 'The collection from which the queue continues.' })
export class QueueContextView {
  /** What it is, as `playlist` or `album`. */
  @IsString() @Trimmed() @Length(1, 32) kind!: string;
  @IsString() @Trimmed() @Length(1, 512) id!: string;
  /** Its name, for "next from …". */
  @IsString() @Trimmed() @Length(1, 300) label!: string;
}

@ApiSchema({ description: 'A queue as it is stored.' })
export class NativeQueueState {
  entries!: QueueEntryView[];
  /** There is one whenever there are entries. */
  current_entry_id!: string | null;
  /** Position in the current track. */
  progress_ms!: number;
  @ApiProperty({ enum: REPEAT_MODES }) repeat_mode!: RepeatMode;
  shuffle!: boolean;
  /** The order before it was shuffled. */
  original_entry_ids!: string[];
  auto_advance!: boolean;
  context!: QueueContextView | null;
}

@ApiSchema({ description: 'The same places for clients that name them by file id.' })
export class CompatibleQueueState {
  track_ids!: string[];
  current_index!: number;
  current_track_id!: string | null;
  original_order_ids!: string[];
}

@ApiSchema({ description: 'A queue.' })
export class QueueStateView extends IntersectionType(NativeQueueState, CompatibleQueueState) {}

@ApiSchema({ description: 'Your queue with its tracks.' })
export class QueueView {
  state!: QueueStateView;
  /** Grows with every write; 0 before the first. Also the ETag. */
  revision!: number;
  /** One per entry, in the same order. */
  tracks!: TrackView[];
}

@ApiSchema({
  description:
    'A queue to write; what is left out stays. With `entries` it is native, and the compatible fields are ignored; with `track_ids` alone it is compatible.',
})
export class QueueChange {
  /** At most 1000. */
  @ListOf(() => QueueEntryView, MAX_ENTRIES)
  @ArrayUnique((entry: QueueEntryView) => entry.entry_id)
  @Optional()
  entries?: QueueEntryView[];

  /** @format uuid */
  @EntryId() @IsOptional() current_entry_id?: string | null;
  @Whole(0) @Optional() progress_ms?: number;

  /** `none` is read as `off`. */
  @IsIn(REPEAT_MODES)
  @Transform(({ value }: { value: unknown }) => (value === 'none' ? 'off' : value))
  @Optional()
  @ApiProperty({ enum: REPEAT_MODES })
  repeat_mode?: RepeatMode;

  @IsBoolean() @Optional() shuffle?: boolean;
  @EntryIds() @Optional() original_entry_ids?: string[];
  @IsBoolean() @Optional() auto_advance?: boolean;
  @ValidateNested() @Type(() => QueueContextView) @IsOptional() context?: QueueContextView | null;

  /** File ids, present or former. */
  @FileIds() @Optional() track_ids?: string[];
  /** Which of `track_ids` is the current one. */
  @IsInt() @Optional() current_index?: number;
  /** Asked only when `current_index` is out of range. */
  @IsString() @MaxLength(MAX_FILE_ID) @IsOptional() current_track_id?: string | null;
  @FileIds() @Optional() original_order_ids?: string[];
}

@ApiSchema({ description: 'What to write.' })
export class QueueWrite {
  @IsDefined() @ValidateNested() @Type(() => QueueChange) state!: QueueChange;
}
