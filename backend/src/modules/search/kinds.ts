/** What can be found; the parts of `search_entries`. */
export const KINDS = ['track', 'artist', 'album', 'tag', 'playlist'] as const;
export type Kind = (typeof KINDS)[number];

/** The same as `type` of the query and `counts` of the answer name them. */
export const FOUND_LISTS = ['tracks', 'artists', 'albums', 'tags', 'playlists'] as const;
export type FoundList = (typeof FOUND_LISTS)[number];

export const LIST_OF: Record<Kind, FoundList> = {
  track: 'tracks',
  artist: 'artists',
  album: 'albums',
  tag: 'tags',
  playlist: 'playlists',
};
