import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength, ValidateIf } from 'class-validator';
import { ListOf, OptionalWhole } from '../../../platform/http/index.js';

/** More than fit into a body with their addresses; likes have no other bound. */
const MOST_ITEMS = 10_000;

@ApiSchema({ description: 'An item of a list: by the address of its record, or a track by its number.' })
export class OrderedItem {
  @IsString()
  @MaxLength(2048)
  @ValidateIf(({ track_id }: OrderedItem) => !track_id)
  @ApiPropertyOptional()
  uri?: string;

  /** Which version the client saw; the list names the present one. */
  @IsString() @MaxLength(256) @IsOptional() @ApiPropertyOptional({ nullable: true, type: 'string' }) cid?:
    string | null;

  /** For a track that has no address to be seen, because it is private. */
  @OptionalWhole(1)
  track_id?: number;
}

@ApiSchema({ description: 'The items of a list in their new order: exactly those it holds.' })
export class ListOrder {
  @ListOf(() => OrderedItem, MOST_ITEMS)
  @ApiProperty({ type: [OrderedItem], maxItems: MOST_ITEMS })
  items!: OrderedItem[];
}

@ApiSchema({ description: 'What became of a change of a list.' })
export class ListWrite {
  uri!: string;
  /** Of the record as last confirmed; the one with this change follows. */
  cid!: string | null;
  @ApiProperty({ enum: ['pending', 'published', 'failed'], enumName: 'PublishState' })
  publish_state!: 'pending' | 'published' | 'failed';
}
