import { describe, expect, test, vi } from 'vitest';
import { body, createApi } from './client.ts';
import { ApiProblem } from './problem.ts';

function answering(answer: Response | Error | DOMException) {
  const requests: Request[] = [];
  const problems: ApiProblem[] = [];
  const api = createApi({
    baseUrl: '/api',
    fetch: (request) => {
      requests.push(request);
      return answer instanceof Response ? Promise.resolve(answer) : Promise.reject(answer);
    },
    onproblem: (problem) => problems.push(problem),
  });
  return { api, requests, problems };
}

const json = (status: number, value: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/problem+json', ...headers } });

test('a call goes to the API of the same origin, with the session cookie', async () => {
  const { api, requests } = answering(json(200, { tracks: [], next_cursor: null, has_more: false }));
  await body(api.GET('/tracks', { params: { query: { limit: 20, cursor: 'a b' } } }));
  expect(new URL(requests[0]!.url).pathname + new URL(requests[0]!.url).search).toBe(
    '/api/tracks?limit=20&cursor=a%20b',
  );
  expect(requests[0]!.credentials).toBe('include');
});

test('what is not said is left out of the address, and what is said cannot leave its place', async () => {
  const { api, requests } = answering(json(200, { albums: [] }));
  await body(api.GET('/albums/{handle}', { params: { path: { handle: 'a/b?c' }, query: { cursor: undefined } } }));
  expect(new URL(requests[0]!.url).pathname + new URL(requests[0]!.url).search).toBe('/api/albums/a%2Fb%3Fc');
});

test('what is sent is JSON, but for forms, which say themselves what they are', async () => {
  const { api, requests } = answering(new Response(null, { status: 204 }));
  const params = { path: { id: 7 } };
  await api.POST('/tracks/{id}/play', { params, body: { play_session_id: 's', listened_ms: 30_000 }, keepalive: true });
  const bodySerializer = () => {
    const form = new FormData();
    form.set('title', 'one');
    return form;
  };
  await api.PATCH('/tracks/{id}', { params, body: { title: 'one' }, bodySerializer });
  const [sent, form] = requests;
  expect(sent).toMatchObject({ method: 'POST', keepalive: true });
  expect(sent!.headers.get('content-type')).toBe('application/json');
  expect(await sent!.json()).toEqual({ play_session_id: 's', listened_ms: 30_000 });
  expect(form!.headers.get('content-type')).toMatch(/^multipart\/form-data; boundary=/);
  expect((await form!.formData()).get('title')).toBe('one');
});

test('an empty answer holds no data, and may still say something in its headers', async () => {
  const { api } = answering(new Response(null, { status: 204, headers: { etag: '"3"' } }));
  const { data, response } = await api.GET('/queue', { params: { header: { 'If-None-Match': '"2"' } } });
  expect(data).toBeUndefined();
  expect(response.headers.get('etag')).toBe('"3"');
});

test('an answer is its data', async () => {
  const { api } = answering(json(200, { total_plays: 3 }));
  expect(await body(api.GET('/stats'))).toEqual({ total_plays: 3 });
});

describe('GEN-02: a refusal becomes an ApiProblem', () => {
  const problem = {
    type: 't',
    title: 'not found',
    status: 404,
    detail: 'track not found',
    code: 'tracks.not_found',
    request_id: 'r-1',
  };

  test('with the words, the code and the request id of the server', async () => {
    const { api } = answering(json(404, problem));
    const thrown = await api.GET('/tracks/{id}', { params: { path: { id: 9 } } }).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(ApiProblem);
    expect(thrown).toMatchObject({
      message: 'track not found',
      code: 'tracks.not_found',
      status: 404,
      requestId: 'r-1',
    });
  });

  test('with a text per field', async () => {
    const errors = [{ path: 'title', message: 'must not be empty', code: 'required' }];
    const { api } = answering(json(422, { ...problem, status: 422, errors }));
    const thrown = (await api.GET('/stats').catch((error: unknown) => error)) as ApiProblem;
    expect(thrown.fields.get('title')).toBe('must not be empty');
  });

  test('with the time to wait', async () => {
    const { api } = answering(json(429, { ...problem, status: 429 }, { 'retry-after': '12' }));
    await expect(api.GET('/stats')).rejects.toMatchObject({ retryAfter: 12 });
  });

  test("even when a proxy's page came instead", async () => {
    const { api } = answering(
      new Response('<h1>bad gateway</h1>', { status: 502, headers: { 'x-request-id': 'edge-7' } }),
    );
    await expect(api.GET('/stats')).rejects.toMatchObject({ status: 502, code: 'http.502', requestId: 'edge-7' });
  });

  test('even when nothing came', async () => {
    const { api } = answering(new TypeError('failed to fetch'));
    await expect(api.GET('/stats')).rejects.toMatchObject({ status: 0, code: 'network.unreachable' });
  });

  test('and is told once', async () => {
    const { api, problems } = answering(json(404, problem));
    await api.GET('/stats').catch(vi.fn());
    expect(problems.map(({ code }) => code)).toEqual(['tracks.not_found']);
  });
});

test('a call that was called off is not a failure', async () => {
  const { api, problems } = answering(new DOMException('aborted', 'AbortError'));
  await expect(api.GET('/stats')).rejects.toMatchObject({ name: 'AbortError' });
  expect(problems).toEqual([]);
});
