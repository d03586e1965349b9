import type { Comment, Me } from '#lib/api/contract.ts';

interface Draft {
  /** Below zero: the server has not given it its own number yet. */
  id: number;
  text: string;
  timestamp_ms: number;
}

/** A comment as it will stand, while it is on its way. */
export const draftOf = (me: Me | null, draft: Draft): Comment => ({
  ...draft,
  user_did: me?.did ?? '',
  user_handle: me?.handle ?? '',
  user_display_name: me?.display_name ?? null,
  user_avatar_url: me?.avatar_url ?? null,
  created_at: new Date().toISOString(),
  updated_at: null,
  atproto_uri: null,
});

export const isDraft = ({ id }: Pick<Comment, 'id'>): boolean => id < 0;
