import type { Suggestion } from '#lib/features/upload/suggestions.ts';
import type { App } from '#lib/state/app.svelte.ts';

type Parts = Pick<App, 'api' | 'preferences' | 'latest'>;

/** TAG-04: the tags whose tracks are kept out of the latest feed. */
export class TagFilter {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get tags(): readonly string[] {
    return this.#parts.preferences.values.hidden_tags;
  }

  async hide(tags: readonly string[]): Promise<void> {
    const { preferences, latest } = this.#parts;
    await preferences.change({ hidden_tags: [...tags] });
    // another feed, from its beginning: what follows on the pages that are shown may be hidden too
    latest.reset();
    await latest.refresh();
  }

  /** The first page need not carry what is asked when somebody types. */
  suggest = async (text: string): Promise<readonly Suggestion[]> => {
    const { Suggestions } = await import('#lib/features/upload/suggestions.ts');
    return new Suggestions(this.#parts).tags(text);
  };
}
