import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsOptional, IsString, MaxLength } from 'class-validator';

/** Longest list that is looked at; how many are allowed, the rule behind it says. */
const MAX_ITEMS = 50;
const MAX_ITEM_LENGTH = 2_048;

/**
 * A list of texts that may be left out. In JSON it is an array; in a form a JSON array in a string, a field that comes
 * several times, or a single text.
 */
export const FormList = () =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => listOf(value)),
    IsArray(),
    ArrayMaxSize(MAX_ITEMS),
    IsString({ each: true }),
    MaxLength(MAX_ITEM_LENGTH, { each: true }),
    IsOptional(),
    ApiPropertyOptional({ type: [String] }),
  );

export function listOf(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const text = value.trim();
  if (text === '') return [];
  if (!text.startsWith('[')) return [text];
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return value;
  }
}
