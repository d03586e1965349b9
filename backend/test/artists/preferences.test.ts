import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';

let world: World;
let alice: Person;

beforeAll(async () => {
  world = await World.open({ DEFAULT_HIDDEN_TAGS: 'ai,noise' });
  alice = await world.person('alice');
});
afterAll(() => world.close());

const DEFAULTS = {
  accent_color: '#6a9fff',
  theme: 'dark',
  auto_advance: true,
  allow_comments: false,
  hidden_tags: ['ai', 'noise'],
  enable_teal_scrobbling: false,
  teal_needs_reauth: false,
  show_sensitive_artwork: false,
  show_liked_on_profile: false,
  ui_settings: {},
};

describe('PREF-01: preferences', () => {
  test('begin with the defaults, however many ask at once', async () => {
    const bob = await world.person('bob');
    const answers = await Promise.all(Array.from({ length: 5 }, () => bob.get('/preferences')));
    for (const answer of answers) expect(answer).toMatchObject({ status: 200, body: DEFAULTS });
  });

  test('change by the fields given, by every verb', async () => {
    const change = { theme: 'light', accent_color: '#FB923C' };
    expect(await alice.patch('/preferences', change)).toMatchObject({
      status: 200,
      body: { ...DEFAULTS, theme: 'light', accent_color: '#fb923c' },
    });
    expect(await alice.put('/preferences/', { auto_advance: false })).toMatchObject({
      status: 200,
      body: { theme: 'light', auto_advance: false },
    });
    expect(await alice.post('/preferences/', { hidden_tags: [' AI ', 'ai', 'Drone--'] })).toMatchObject({
      status: 200,
      body: { theme: 'light', auto_advance: false, hidden_tags: ['ai', 'drone'] },
    });
    expect(await alice.patch('/preferences', {})).toMatchObject({ status: 200, body: { theme: 'light' } });
  });

  test('take a whole answer back', async () => {
    const { body } = await alice.get('/preferences');
    expect(await alice.put('/preferences', body)).toMatchObject({ status: 200, body });
  });

  test('scrobbling needs more than was granted so far', async () => {
    expect(await alice.patch('/preferences', { enable_teal_scrobbling: true })).toMatchObject({
      body: { enable_teal_scrobbling: true, teal_needs_reauth: true },
    });
    // The next sign-in asks for it, because the preference is known.
    await alice.signIn();
    expect(await alice.get('/preferences')).toMatchObject({
      body: { enable_teal_scrobbling: true, teal_needs_reauth: false },
    });
  });

  test.each([
    ['a colour by name', { accent_color: 'blue' }],
    ['an unknown theme', { theme: 'zen' }],
    ['null', { theme: null }],
    ['text for a switch', { auto_advance: 'yes' }],
    ['a list of numbers', { hidden_tags: [1] }],
    ['a tag too long', { hidden_tags: ['x'.repeat(51)] }],
    ['a list for an object', { ui_settings: [] }],
    ['too much', { ui_settings: { x: 'x'.repeat(17_000) } }],
    ['an unknown field', { volume: 11 }],
  ])('%s is refused', async (_what, change) => {
    const path = expect.stringContaining(Object.keys(change)[0] ?? '');
    expect(await alice.patch('/preferences', change)).toMatchObject({
      status: 422,
      body: { code: 'request.invalid', errors: expect.arrayContaining([expect.objectContaining({ path })]) },
    });
  });

  test('are nobody else’s business', async () => {
    expect((await world.visitor().get('/preferences')).status).toBe(401);
    expect((await world.visitor().patch('/preferences', { theme: 'light' })).status).toBe(401);
  });

  test('showing likes is said on the artist page', async () => {
    const carol = await world.artist('carol');
    await carol.patch('/preferences', { show_liked_on_profile: true });
    expect(await world.visitor().get(`/artists/${carol.did}`)).toMatchObject({ body: { show_liked_on_profile: true } });
  });
});
