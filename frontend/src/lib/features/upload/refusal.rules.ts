import { endingOf } from './files.rules.ts';
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

/** What went wrong with a file, for people. The server looks inside it; the ending says less. */
export function fileTrouble(code: string | null, text: string, filename: string, endings: readonly string[]): string {
  const ending = endingOf(filename);
  if (code !== 'uploads.unsupported_type' || !endings.includes(ending)) return text;
  return `this file is called ${ending}, but what is inside is no sound that can be read. choose another one.`;
}

/** UP-07: the track that was uploaded before, when that is why. */
export function duplicateOf(text: string): number | null {
  const id = /track already exists \(id: (\d+)\)/.exec(text)?.[1];
  return id === undefined ? null : Number(id);
}
