import { type ArgumentMetadata, Injectable, ValidationPipe, type ValidationPipeOptions } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { type FieldProblem, RequestInvalid } from '../../common/errors.js';

const COMMON: ValidationPipeOptions = {
  transform: true,
  whitelist: true,
  exceptionFactory: (errors) => new RequestInvalid(errors.flatMap((error) => problemsOf(error))),
};

/** DTO classes are the contract: unknown members of a JSON body are refused, of a query ignored. */
@Injectable()
export class ContractPipe extends ValidationPipe {
  private readonly strict = new ValidationPipe({ ...COMMON, forbidNonWhitelisted: true });

  constructor() {
    super(COMMON);
  }

  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    return metadata.type === 'body'
      ? (this.strict.transform(value, metadata) as Promise<unknown>)
      : (super.transform(value, metadata) as Promise<unknown>);
  }
}

/** Validation errors as dotted paths; `isNotEmpty` becomes the code `is_not_empty`. */
export function problemsOf(error: ValidationError, parent = ''): FieldProblem[] {
  const path = parent ? `${parent}.${error.property}` : error.property;
  const own = Object.entries(error.constraints ?? {}).map(([name, message]) => ({
    path,
    message,
    code: name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => problemsOf(child, path))];
}
