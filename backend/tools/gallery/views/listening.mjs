import { play } from './prepare.mjs';

const track = ({ track: { id } }) => `/track/${id}`;

/** The rooms that everybody enters. */
export const LISTENING = [
  { name: 'home', path: () => '/', widths: [320, 390, 1440, 1920] },
  { name: 'home-playing', path: () => '/', prepare: play },
  { name: 'track', path: track },
  { name: 'track-playing', path: track, prepare: play },
  { name: 'artist', path: ({ handle }) => `/u/${handle}` },
  { name: 'album', path: ({ handle, albumSlug }) => `/u/${handle}/album/${albumSlug}` },
  { name: 'playlist', path: ({ playlistId }) => `/playlist/${playlistId}` },
  { name: 'tag', path: ({ track: { tags } }) => `/tag/${encodeURIComponent(tags[0])}` },
  { name: 'liked-of', path: ({ handle }) => `/liked/${handle}` },
  { name: 'login', path: () => '/login' },
];

/** The two of the README, named by where they go. */
export const README_VIEWS = [
  { name: 'docs/images/home', path: () => '/', prepare: play },
  { name: 'docs/images/track', path: track, prepare: play },
];
