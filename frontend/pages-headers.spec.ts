import { expect, test } from 'vitest';
import { headersFile, pagesHeaders } from './pages-headers.ts';

const API = 'https://api.plyr.test';

/** What the build writes in this environment. */
function written(environment: NodeJS.ProcessEnv): string[] {
  const files: string[] = [];
  const { generateBundle } = pagesHeaders(environment);
  const bundle = { emitFile: ({ source }: { source: string }) => files.push(source) };
  if (typeof generateBundle === 'function') Reflect.apply(generateBundle, bundle, []);
  return files;
}

test('SEC-02: a client apart from its API has the headers of its pages in a file', () => {
  const [file, ...more] = written({ PUBLIC_API_URL: API, R2_ENDPOINT_URL: 'https://storage.plyr.test' });
  expect(more).toEqual([]);
  expect(file).toBe(headersFile({ publicUrl: API, r2EndpointUrl: 'https://storage.plyr.test' }));
  expect(file).toContain(`connect-src 'self' ${API};`);
  expect(file).toMatch(
    /\n\/\n {2}Link: <https:\/\/api\.plyr\.test\/tracks\?limit=30>; rel=preload; as=fetch; .+\n\/embed/,
  );
  expect(file).toContain(`media-src 'self' blob: ${API} https://storage.plyr.test;`);
});

test('a client that is served beside its API has none', () => {
  for (const environment of [{}, { PUBLIC_API_URL: '' }, { PUBLIC_API_URL: '/api' }])
    expect(written(environment)).toEqual([]);
});

test('SEC-02: a page for frames takes away what forbids them, then sets the rest anew', () => {
  const [all = '', , framed = ''] = headersFile({ publicUrl: API }).split(/^(?=\/)/m);
  expect(all).toMatch(/^\/\*\n(?: {2}.+\n)* {2}X-Frame-Options: DENY\n/);
  expect(all).toMatch(/Content-Security-Policy: .*frame-ancestors 'none'\n/);
  expect(framed).toMatch(
    /^\/embed\/\*\n {2}! X-Frame-Options\n {2}! Content-Security-Policy\n {2}Content-Security-Policy: /,
  );
  expect(framed).not.toContain('frame-ancestors');
});
