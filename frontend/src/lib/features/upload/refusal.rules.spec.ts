import { expect, test } from 'vitest';
import { duplicateOf, refusedField } from './refusal.rules.ts';

test('a refusal stands at the field it is about', () => {
  expect(refusedField('uploads.bad_features', 'ada.exampel is not known')).toEqual({
    field: 'features',
    text: 'ada.exampel is not known',
  });
  expect(refusedField('media.image_too_large', 'image too large (max 20MB)')?.field).toBe('image');
  expect(refusedField('request.invalid', 'title: must not be empty')).toEqual({
    field: 'title',
    text: 'must not be empty',
  });
});
test('what is about the file is about no field', () => {
  expect(refusedField('uploads.truncated', 'this file is incomplete: its end is missing')).toBeNull();
  expect(refusedField(null, 'staged_id: must be a uuid')).toBeNull();
});
test('UP-07: a second upload of the same bytes names the first', () => {
  expect(duplicateOf('duplicate upload: track already exists (id: 1042)')).toBe(1042);
  expect(duplicateOf('file too large (max 1536MB)')).toBeNull();
});
