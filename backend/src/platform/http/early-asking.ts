/** What the first page asks the API for when its script begins: to the letter, or it would be asked for twice. */
const FIRST_ASKED = ['/tracks?limit=30', '/albums?limit=12'];

/** A header `Link` for the first page: the browser asks while the script is still on its way. */
export function earlyAsking(apiUrl: string): string {
  return FIRST_ASKED.map((path) => `<${apiUrl}${path}>; rel=preload; as=fetch; crossorigin=use-credentials`).join(', ');
}
