import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { testServices } from '../harness/services.js';
import type { Visitor } from '../harness/visitor.js';
import { World } from '../harness/world.js';

/** As the build leaves it: scripts are named in the page. */
const SHELL = `<!doctype html><!--head--><meta http-equiv="content-security-policy" content="script-src 'self' 'sha256-a='">`;

let world: World;
let guest: Visitor;

beforeAll(async () => {
  const client = await mkdtemp(path.join(testServices().folder, 'client-'));
  await writeFile(path.join(client, '200.html'), SHELL);
  await writeFile(path.join(client, 'theme.js'), '');
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
    for (const address of ['/theme.js', '/config', '/api/config'])
      expect((await headersOf(address)).get('content-security-policy')).toBeNull();
  });
});
