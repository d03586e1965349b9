import { resolve } from '$app/paths';

/** The addresses of things. Every link of the client is made here. */
export const paths = {
  home: () => resolve('/'),
  upload: () => resolve('/upload'),
  uploadAlbum: () => `${resolve('/upload')}?album`,
  portal: () => resolve('/portal'),
  settings: () => resolve('/settings'),
  profileSetup: () => resolve('/profile/setup'),
  track: (track: { id: number }) => resolve('/track/[id]', { id: String(track.id) }),
  /** A former handle still leads there. */
  artist: (handle: string) => resolve('/u/[handle]', { handle }),
  album: (album: { artist_handle: string; slug: string }) =>
    resolve('/u/[handle]/album/[slug]', { handle: album.artist_handle, slug: album.slug }),
  playlist: ({ id }: { id: string }) => resolve('/playlist/[id]', { id }),
  library: (tab?: 'playlists' | 'albums') => (tab ? `${resolve('/library')}?tab=${tab}` : resolve('/library')),
  /** What somebody likes; one's own without a handle. */
  liked: (handle?: string) => (handle ? resolve('/liked/[handle]', { handle }) : resolve('/liked')),
  /** A tag may hold `/` and `#` (P-FIND-04). */
  tag: (name: string) => resolve('/tag/[...name]', { name: name.split('/').map(encodeURIComponent).join('/') }),
  /** `from` is the page to come back to; the front page needs no mention. */
  login: (from: string | null = null) =>
    from && from !== '/' && !from.startsWith('/login')
      ? `${resolve('/login')}?return_to=${encodeURIComponent(from)}`
      : resolve('/login'),
} as const;
