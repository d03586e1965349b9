import { emptyList, nothingAnswers } from './prepare.mjs';

const NO_TRACKS = { tracks: [], next_cursor: null, has_more: false };
const WORDS = { name: 'lyrics.txt', mimeType: 'text/plain', buffer: Buffer.from('la la la') };

/** Rooms with nothing in them, and things that went wrong. */
export const STATES = [
  { name: 'missing', path: () => '/track/999999' },
  { name: 'no-answer', path: ({ track }) => `/track/${track.id}`, before: nothingAnswers('**/api/tracks/*') },
  { name: 'home-empty', path: () => '/', before: emptyList(/\/api\/(tracks|albums)\/?(\?|$)/, NO_TRACKS) },
  { name: 'home-no-answer', path: () => '/', before: nothingAnswers(/\/api\/(tracks|albums)\/?(\?|$)/) },
  { name: 'liked-empty', path: () => '/liked', member: true, before: emptyList('**/api/tracks/liked*', NO_TRACKS) },
  {
    name: 'library-no-playlists',
    path: () => '/library?tab=playlists',
    member: true,
    before: emptyList('**/api/lists/playlists', []),
  },
  { name: 'library-guest', path: () => '/library' },
  { name: 'settings-guest', path: () => '/settings' },
  { name: 'login-refused', path: () => '/login?auth_error=handle_unknown&handle=nobody.example' },
  {
    name: 'upload-refused',
    path: () => '/upload',
    member: true,
    prepare: (page) => page.getByLabel('choose an audio file').setInputFiles(WORDS),
  },
];
