import { click } from './prepare.mjs';

/** The rooms of a member. */
export const OWN = [
  { name: 'library', path: () => '/library' },
  { name: 'library-playlists', path: () => '/library?tab=playlists' },
  { name: 'library-albums', path: () => '/library?tab=albums' },
  { name: 'liked', path: () => '/liked' },
  { name: 'playlist-own', path: ({ playlistId }) => `/playlist/${playlistId}` },
  { name: 'album-own', path: ({ handle, albumSlug }) => `/u/${handle}/album/${albumSlug}` },
  { name: 'profile-setup', path: () => '/profile/setup' },
  { name: 'settings', path: () => '/settings' },
  { name: 'upload', path: () => '/upload' },
  { name: 'upload-album', path: () => '/upload?album' },
  { name: 'portal', path: () => '/portal' },
  { name: 'portal-edit', path: () => '/portal', prepare: click(/^edit /) },
].map((view) => ({ ...view, member: true }));
