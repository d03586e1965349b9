import type { TrackField } from './track-draft.svelte.ts';

const FIELD_OF_CODE: Readonly<Record<string, TrackField>> = {
  'uploads.bad_features': 'features',
  'tags.invalid': 'tags',
  'media.image_unsupported': 'image',
  'media.image_too_large': 'image',
  'albums.slug_taken': 'album',
};
const FIELDS: ReadonlySet<string> = new Set<TrackField>(['title', 'album', 'features', 'tags', 'description', 'image']);

/** The field that a refusal of the server is about; null when it is about the file, or about nothing on the form. */
export function refusedField(code: string | null, text: string): { field: TrackField; text: string } | null {
  const known = code === null ? undefined : FIELD_OF_CODE[code];
  if (known) return { field: known, text };
  const named = /^(\w+): (.+)$/s.exec(text);
  if (!named?.[1] || !named[2] || !FIELDS.has(named[1])) return null;
  return { field: named[1] as TrackField, text: named[2] };
}

/** UP-07: the track that was uploaded before, when that is why. */
export function duplicateOf(text: string): number | null {
  const id = /track already exists \(id: (\d+)\)/.exec(text)?.[1];
  return id === undefined ? null : Number(id);
}
