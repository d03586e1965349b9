import { describe, expect, test } from '@jest/globals';
import { pagePolicy } from './page-policy.js';

const read = (policy: string) =>
  new Map(policy.split('; ').map((directive) => [directive.split(' ')[0] ?? '', directive.split(' ').slice(1)]));

describe('SEC-02: what a page may load', () => {
  const sources = {
    publicUrl: 'https://api.plyr.test/v1',
    r2PublicBucketUrl: 'https://audio.plyr.test',
    r2PublicImageBucketUrl: 'https://images.plyr.test/covers',
    r2EndpointUrl: 'https://storage.plyr.test:9000',
  };
  const policy = read(pagePolicy(sources, false));

  test('are the origins of the API, the storage and known avatars, each for its kind', () => {
    expect(policy.get('connect-src')).toEqual(["'self'", 'https://api.plyr.test']);
    expect(policy.get('media-src')).toEqual([
      "'self'",
      'blob:',
      'https://api.plyr.test',
      'https://audio.plyr.test',
      'https://storage.plyr.test:9000',
    ]);
    expect(policy.get('img-src')).toEqual([
      "'self'",
      'data:',
      'blob:',
      'https://api.plyr.test',
      'https://images.plyr.test',
      'https://cdn.bsky.app',
    ]);
  });

  test('is on one box nothing of others but avatars, and those of the local PDS in development', () => {
    const box = pagePolicy({ publicUrl: 'http://127.0.0.1:8001', devPdsUrl: 'http://localhost:2583' }, false);
    const origins = new Set(box.match(/https?:[^\s;]+/g));
    expect(origins).toEqual(new Set(['http://127.0.0.1:8001', 'http://localhost:2583', 'https://cdn.bsky.app']));
    expect(read(box).get('img-src')).toContain('http://localhost:2583');
    expect(read(box).get('connect-src')).not.toContain('http://localhost:2583');
  });

  test('leaves scripts to the page, and forms to sign in with to any PDS', () => {
    for (const name of ['default-src', 'script-src', 'form-action']) expect(policy.has(name)).toBe(false);
  });

  test('only pages for frames may be framed', () => {
    expect(policy.get('frame-ancestors')).toEqual(["'none'"]);
    const framed = read(pagePolicy(sources, true));
    expect(framed.has('frame-ancestors')).toBe(false);
    policy.delete('frame-ancestors');
    expect(framed).toEqual(policy);
  });
});
