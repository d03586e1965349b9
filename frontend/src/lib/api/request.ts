type Values = Record<string, unknown>;

/** A call as the typed client takes it; the types there say which of it a route asks for. */
export interface Call extends Omit<RequestInit, 'body' | 'headers'> {
  params?: { path?: Values; query?: Values; header?: Record<string, string> };
  body?: unknown;
  /** For what does not go as JSON. */
  bodySerializer?: (body: unknown) => FormData;
}

/** `address` may hold places for parameters: `https://plyr.fm/api/tracks/{id}`. */
export function requestOf(address: string, { params = {}, body, bodySerializer, ...init }: Call): Request {
  const { path = {}, query = {}, header } = params;
  const filled = address.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(path[name])));
  const asked = Object.entries(query)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
    .join('&');
  const form = body === undefined ? undefined : bodySerializer?.(body);
  return new Request(asked ? `${filled}?${asked}` : filled, {
    credentials: 'include',
    ...init,
    body: form ?? JSON.stringify(body),
    // a form names its own type, with the line that parts its fields
    headers: { ...(body !== undefined && !form && { 'content-type': 'application/json' }), ...header },
  });
}
