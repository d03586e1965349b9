/** A sleeve that needs no server. */
export const picture =
  'data:image/svg+xml,' +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><path fill="#e8622c" d="M0 0h96v96H0z"/><circle cx="48" cy="48" r="30" fill="#2b1a12"/></svg>',
  );
