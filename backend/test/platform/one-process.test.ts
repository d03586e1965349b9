import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { testServices } from '../harness/services.js';
import type { Visitor } from '../harness/visitor.js';
import { World } from '../harness/world.js';

/** As the build leaves it: scripts are named in the page. */
const SHELL = `<!doctype html><!--head--><meta http-equiv="content-security-policy" content="script-src 'self' 'sha256-a='">`;

const DRAWING = `<svg xmlns="http://www.w3.org/2000/svg">${'<g/>'.repeat(500)}</svg>`;

let world: World;
let guest: Visitor;

beforeAll(async () => {
  const client = await mkdtemp(path.join(testServices().folder, 'client-'));
  await writeFile(path.join(client, '200.html'), SHELL);
  await writeFile(path.join(client, 'icon.svg'), DRAWING);
  await writeFile(path.join(client, 'icon.svg.br'), brotliCompressSync(DRAWING));
  world = await World.open({ SERVE_FRONTEND_DIR: client });
  guest = world.visitor();
});
afterAll(() => world.close());

const headersOf = async (page: string) => (await guest.get(page, { accept: 'text/html' })).headers;
const policyOf = async (page: string) => (await headersOf(page)).get('content-security-policy')?.split('; ') ?? [];

describe('SEC-02: the policy of the pages', () => {
  test.each(['/', '/login', '/track/1', '/nowhere', '/embedded'])('comes with %s', async (page) => {
    const policy = await policyOf(page);
    expect(policy).toEqual(
      expect.arrayContaining([
        `connect-src 'self' ${world.url}`,
        `media-src 'self' blob: ${world.url}`,
        `img-src 'self' data: blob: ${world.url} https://cdn.bsky.app ${world.pds.url}`,
        "frame-ancestors 'none'",
      ]),
    );
    expect((await headersOf(page)).get('x-frame-options')).toBe('DENY');
    // That of scripts is in the page: named here too, its hashes would not be among those allowed.
    expect(policy.filter((directive) => /^(default|script)-src/.test(directive))).toEqual([]);
  });

  test('lets anybody frame what is made for frames, and nothing else', async () => {
    const policy = await policyOf('/embed/track/1');
    expect(policy.filter((directive) => directive.startsWith('frame-ancestors'))).toEqual([]);
    expect(policy).toContain(`connect-src 'self' ${world.url}`);
    expect((await headersOf('/embed/track/1')).get('x-frame-options')).toBeNull();
  });

  test('does not come with what is no page', async () => {
    for (const address of ['/icon.svg', '/config', '/api/config'])
      expect((await headersOf(address)).get('content-security-policy')).toBeNull();
  });
});

describe('fewer bytes for who takes them', () => {
  const encodingOf = async (address: string, accepted: string) => {
    const answer = await guest.get(address, { 'accept-encoding': accepted });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('vary')?.toLowerCase()).toContain('accept-encoding');
    return { encoding: answer.headers.get('content-encoding'), body: answer.body };
  };

  test('a file of the client, as it was built', async () => {
    expect(await encodingOf('/icon.svg', 'gzip, br')).toEqual({ encoding: 'br', body: DRAWING });
    expect(
      (await guest.get('/icon.svg', { 'accept-encoding': 'identity' })).headers.get('content-encoding'),
    ).toBeNull();
  });

  test('an answer of the API', async () => {
    const bob = await world.artist('bob');
    expect((await bob.put('/artists/me', { bio: '🎵'.repeat(256) })).body).toHaveProperty('did');
    const page = `/artists/${bob.did}`;
    const plain = await guest.get(page, { 'accept-encoding': 'identity' });
    expect(plain.headers.get('content-encoding')).toBeNull();
    for (const encoding of ['br', 'gzip'])
      expect(await encodingOf(page, encoding)).toEqual({ encoding, body: plain.body });
    // One tag for all of them: what it names is the answer, not its bytes.
    const again = await guest.get(page, { 'accept-encoding': 'br', 'if-none-match': plain.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
  });
});
