import { normalizeTag } from '../../common/text.js';
import { TagsInvalid } from './tags.errors.js';

const MAX_LENGTH = 50;
const MAX_PER_TRACK = 10;

/** The names as they are stored: normalised, each once, in the order given; throws {@link TagsInvalid} (TAG-01). */
export function tagNames(given: readonly string[]): string[] {
  const names = normalized(given);
  const long = names.find((name) => name.length > MAX_LENGTH);
  if (long) throw new TagsInvalid(`the tag "${long.slice(0, MAX_LENGTH)}…" is longer than ${MAX_LENGTH} characters`);
  if (names.length > MAX_PER_TRACK) throw new TagsInvalid(`a track takes at most ${MAX_PER_TRACK} tags`);
  return names;
}

/** The same of a record that somebody else wrote: nobody is there to be told, so what does not fit is left out. */
export function fittingTagNames(given: readonly string[]): string[] {
  return normalized(given)
    .filter((name) => name.length <= MAX_LENGTH)
    .slice(0, MAX_PER_TRACK);
}

function normalized(given: readonly string[]): string[] {
  return [...new Set(given.map(normalizeTag))].filter((name) => name !== '');
}
