/** What came back over HTTP. JSON is parsed; everything else stays text. */
export interface Answer<T = unknown> {
  status: number;
  headers: Headers;
  body: T;
}

export async function readAnswer<T>(response: Response): Promise<Answer<T>> {
  const text = await response.text();
  const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, body: (isJson ? JSON.parse(text) : text) as T };
}
