import { body, type Api } from '#lib/api/client.ts';
import { counted } from '#lib/util/count.ts';

export interface Suggestion {
  value: string;
  /** Small words at the right: how often it is used. */
  note?: string;
  /** Somebody: shown with their face. */
  person?: { name: string; avatar: string | null };
}

/** What a field tells the control inside it. */
export interface FieldControl {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

const FEW = 8;

/** What the server offers for the beginning of a word. */
export class Suggestions {
  readonly #api: Api;

  constructor({ api }: { api: Api }) {
    this.#api = api;
  }

  /** Tags that begin like this, the most used first. */
  tags = async (text: string): Promise<Suggestion[]> => {
    const query = { q: cleanTag(text) || undefined, limit: FEW };
    const tags = await body(this.#api.GET('/tracks/tags', { params: { query } }));
    return tags.map(({ name, track_count }) => ({ value: name, note: counted(track_count, 'track') }));
  };

  /** People whose handle or name begins like this; asked from the second letter on. */
  people = async (text: string): Promise<Suggestion[]> => {
    const q = cleanHandle(text);
    if (q.length < 2) return [];
    const { results } = await body(this.#api.GET('/search/handles', { params: { query: { q, limit: FEW } } }));
    return results.map(({ handle, display_name, avatar_url }) => ({
      value: handle,
      person: { name: display_name || handle, avatar: avatar_url },
    }));
  };
}

/** One's own albums that hold this text. */
export function albumSuggestions(titles: readonly string[], text: string): Suggestion[] {
  const wanted = text.toLowerCase();
  return titles
    .filter((title) => title.toLowerCase().includes(wanted) && title !== text)
    .slice(0, FEW)
    .map((value) => ({ value }));
}

/** TAG-01: tags are lower case; the server has the last word. */
export const cleanTag = (text: string): string =>
  text.trim().replace(/\s+/g, ' ').replace(/^#+/, '').toLowerCase().slice(0, 50);

export const cleanHandle = (text: string): string =>
  text
    .trim()
    .replace(/^(?:at:\/\/|@)/, '')
    .toLowerCase();
