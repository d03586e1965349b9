import { body, type Api } from '#lib/api/client.ts';

/** LIKE-04: what somebody likes, for everyone. */
export const pageOfLikes = ({ api }: { api: Api }, handle: string, query: { cursor?: string; limit: number }) =>
  body(api.GET('/users/{handle}/likes', { params: { path: { handle }, query } }));
