import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { RequestInvalid } from '../../../common/errors.js';
import { problemsOf } from '../../../platform/http/index.js';
import type { FormFields } from './read-form.js';

/** The fields as the DTO they claim to be; throws {@link RequestInvalid}. `strict` refuses members nobody knows. */
export async function validated<T extends object>(
  shape: new () => T,
  fields: FormFields,
  { strict }: { strict: boolean },
): Promise<T> {
  const form = plainToInstance(shape, fields);
  const errors = await validate(form, { whitelist: true, forbidNonWhitelisted: strict });
  if (errors.length > 0) throw new RequestInvalid(errors.flatMap((error) => problemsOf(error)));
  return form;
}
