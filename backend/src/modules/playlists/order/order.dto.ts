import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsArray, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';

@ApiSchema({ description: 'A record by address and version.' })
export class StrongRef {
  @IsString() @MaxLength(2048) uri!: string;

  /** Which version the client saw; the list names the present one. */
  @IsString() @MaxLength(256) @IsOptional() @ApiPropertyOptional({ nullable: true, type: 'string' }) cid?:
    string | null;
}

@ApiSchema({ description: 'The items of a list in their new order: exactly those it holds.' })
export class ListOrder {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => StrongRef)
  @ApiProperty({ type: [StrongRef] })
  items!: StrongRef[];
}

@ApiSchema({ description: 'What became of a change of a list.' })
export class ListWrite {
  uri!: string;
  /** Of the record as last confirmed; the one with this change follows. */
  cid!: string | null;
  @ApiProperty({ enum: ['pending', 'published', 'failed'], enumName: 'PublishState' })
  publish_state!: 'pending' | 'published' | 'failed';
}
