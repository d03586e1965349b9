import { body, type Api } from '#lib/api/client.ts';
import type { Artist, ProfileSuggestion } from '#lib/api/contract.ts';
import { ApiProblem } from '#lib/api/problem.ts';

export const MAX_NAME = 256;
export const MAX_BIO = 256;

/** What the form begins with; `own` when there is a profile already. */
export interface ProfileStart {
  own: Artist | null;
  suggestion: ProfileSuggestion | null;
  handle: string;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** AUTH-17: a profile on its way to be saved, begun with what the listener's own server says of them. */
export class ProfileDraft {
  name = $state('');
  bio = $state('');
  avatarUrl = $state('');
  saving = $state(false);
  problem = $state.raw<ApiProblem | null>(null);
  nameError = $state<string | null>(null);
  readonly bioLength = $derived([...graphemes.segment(this.bio.trim())].length);
  readonly #api: Api;

  constructor(api: Api, { own, suggestion, handle }: ProfileStart) {
    this.#api = api;
    const begin = own ?? suggestion;
    this.name = begin?.display_name || handle.split('.')[0] || handle;
    this.bio = begin?.bio ?? '';
    this.avatarUrl = begin?.avatar_url ?? '';
  }

  /** The server's words about one field. */
  errorOf(field: 'display_name' | 'bio' | 'avatar_url'): string | null {
    if (field === 'display_name' && this.nameError) return this.nameError;
    return this.problem?.fields.get(field) ?? null;
  }

  /** Null when it was refused; the form is as it was then. */
  async save(): Promise<Artist | null> {
    this.problem = null;
    this.nameError = this.name.trim() ? null : 'a sleeve needs a name';
    if (this.nameError) return null;
    this.saving = true;
    try {
      return await body(
        this.#api.POST('/artists', {
          body: {
            display_name: this.name.trim(),
            bio: this.bio.trim() || null,
            avatar_url: this.avatarUrl.trim() || null,
          },
        }),
      );
    } catch (problem) {
      this.problem = problem instanceof ApiProblem ? problem : ApiProblem.unreachable();
      return null;
    } finally {
      this.saving = false;
    }
  }
}
