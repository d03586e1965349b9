import type { TrackChanges } from '#lib/api/contract.ts';

/** The changes and a new cover as a form: lists are JSON inside it, as `PATCH /tracks/{id}` reads them. */
export function editForm(changes: TrackChanges, image: File): FormData {
  const form = new FormData();
  for (const [field, value] of Object.entries(changes) as [string, TrackChanges[keyof TrackChanges]][]) {
    if (value !== undefined) form.set(field, Array.isArray(value) ? JSON.stringify(value) : String(value));
  }
  form.set('image', image);
  return form;
}
