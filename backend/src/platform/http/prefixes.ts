/** First words of API, media, feed and operator paths; a page address never begins with one of them (api.md §1). */
const WORDS = [
  'api auth artists users account tracks uploads audio media albums lists queue now-playing search stats preferences',
  'jobs exports moderation admin oembed feeds migration records head config health ready metrics xrpc scan emit-label transcode',
  'sensitive-images rest openapi.json .well-known oauth-client-metadata.json robots.txt',
]
  .join(' ')
  .split(' ');

const PREFIXES = new Set(WORDS);

/** Whether a path belongs to the API, so that it never gets the shell. */
export function isApiPath(path: string): boolean {
  const word = path.slice(1).split('/', 1)[0] ?? '';
  return PREFIXES.has(word) || word.startsWith('sitemap');
}
