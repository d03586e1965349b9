import type { Comment } from '#lib/api/contract.ts';

/** Who speaks, as people call them. */
export const nameOf = ({
  user_display_name,
  user_handle,
}: Pick<Comment, 'user_display_name' | 'user_handle'>): string => user_display_name || `@${user_handle}`;
