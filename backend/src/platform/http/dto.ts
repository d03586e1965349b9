import { applyDecorators, type Type as Class } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  IsArray,
  IsBoolean,
  IsInt,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { RequestInvalid } from '../../common/errors.js';
import { cleanLine, cleanText } from '../../common/text.js';

/** One line: invisible characters gone, spaces collapsed, before other rules look at it. */
export const Trimmed = () =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? cleanLine(value) : value));

/** As {@link Trimmed}, but line breaks stay. */
export const TrimmedText = () =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? cleanText(value) : value));

/** May be left out, but `null` is no value of it; where it is one, the member is `IsOptional`. */
export const Omittable = () => ValidateIf((_, value) => value !== undefined);

/** A whole number from text or JSON. */
export const Whole = (minimum: number, maximum = 2_147_483_647) =>
  applyDecorators(
    Type(() => Number),
    IsInt(),
    Min(minimum),
    Max(maximum),
    ApiProperty({ type: 'integer', minimum, maximum }),
  );

/** The same, where it may be left out. */
export const OptionalWhole = (minimum: number, maximum = 2_147_483_647) =>
  applyDecorators(
    Type(() => Number),
    IsInt(),
    Min(minimum),
    Max(maximum),
    IsOptional(),
    ApiPropertyOptional({ type: 'integer', minimum, maximum }),
  );

/**
 * A list of such objects. One that is longer than allowed is refused before it is taken apart: making and judging each
 * item of it would keep everybody waiting.
 */
export const ListOf = (item: () => Class<object>, most: number) =>
  applyDecorators(
    IsArray(),
    ValidateNested({ each: true }),
    Type((given) => {
      const path = given?.property ?? '';
      const list = (given?.object as Record<string, unknown> | undefined)?.[path];
      if (!Array.isArray(list) || list.length <= most) return item();
      throw new RequestInvalid([{ path, message: `${path} must hold at most ${most} items`, code: 'array_max_size' }]);
    }),
  );

/** true, false, 1 or 0, as JSON or text. */
export const Flag = () =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => {
      if (value === 'true' || value === '1' || value === 1) return true;
      return value === 'false' || value === '0' || value === 0 ? false : value;
    }),
    IsBoolean(),
  );

/** `cursor` and `limit` of a paged list. A cursor that holds more than a time and an id may be longer. */
export function PageQuery(maximum = 100, initial = 50, longestCursor = 200) {
  class Query {
    /** `next_cursor` of the page before. */
    @IsString()
    @MaxLength(longestCursor)
    @IsOptional()
    @ApiPropertyOptional()
    cursor?: string;

    @OptionalWhole(1, maximum)
    @ApiPropertyOptional({ default: initial })
    limit: number = initial;
  }
  return Query;
}

/** The shape of one page: the items under the list's own key, and where the next page begins. */
export function PageOf<K extends string, T>(key: K, item: Class<T>) {
  class Paged {
    @ApiProperty({ type: 'string', nullable: true })
    next_cursor!: string | null;

    @ApiProperty()
    has_more!: boolean;
  }
  ApiProperty({ type: [item] })(Paged.prototype, key);
  return Paged as Class<Paged & Record<K, T[]>>;
}

/** A page of a service as the answer of a route. */
export function paged<K extends string, T>(key: K, page: { items: T[]; nextCursor: string | null }) {
  return { [key]: page.items, next_cursor: page.nextCursor, has_more: page.nextCursor !== null } as Record<K, T[]> & {
    next_cursor: string | null;
    has_more: boolean;
  };
}
