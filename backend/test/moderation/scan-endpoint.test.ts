import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { hears, refuses, TOKEN } from './audd.js';
import { Scanning, WARRIORS } from './scanning.js';

const KEY = 'a key of the moderation';

let scanning: Scanning;
beforeAll(async () => {
  scanning = await Scanning.open({ MODERATION_AUTH_TOKEN: KEY, MODERATION_FLAG_RULE: 'dominant' });
});
afterAll(() => scanning.close());
beforeEach(() => scanning.calm());

interface Answer {
  status?: number;
  code?: string;
  error?: string;
  message?: string;
}

async function ask(body: unknown, key = KEY): Promise<{ status: number; body: Answer }> {
  const headers = { 'content-type': 'application/json', ...(key ? { 'x-moderation-key': key } : {}) };
  const answer = await scanning.world.visitor().fetch('/scan', { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: answer.status, body: (await answer.json()) as Answer };
}

describe('MOD-01: scanning for other programs', () => {
  test('an address in, matches out', async () => {
    scanning.audd.says = hears([WARRIORS], [], [{ artist: 'Alan Walker', title: 'Faded', score: 64 }]);
    const audio_url = scanning.audd.sound;
    const { status, body } = await ask({ audio_url });
    expect(status).toBe(200);
    expect(scanning.audd.asked).toMatchObject([{ form: { api_token: TOKEN, url: audio_url, accurate_offsets: '1' } }]);
    const match = { album: expect.any(String), isrc: 'USUM71414163', timecode: '00:40' };
    expect(body).toEqual({
      matches: [
        { ...match, ...WARRIORS, score: 90, offset_ms: 840 },
        { ...match, artist: 'Alan Walker', title: 'Faded', score: 64, offset_ms: 24_840 },
      ],
      // One of three segments, as far as anybody knows.
      is_flagged: true,
      highest_score: 90,
      raw_response: expect.objectContaining({ status: 'success' }),
    });
    expect(await scanning.world.database.count('copyright_scans')).toBe(0);
  });

  test('MOD-02: by the rule of this server', async () => {
    scanning.audd.says = hears([], [], [], [WARRIORS]);
    expect((await ask({ audio_url: scanning.audd.sound })).body).toMatchObject({
      is_flagged: false,
      highest_score: 90,
    });
  });

  test.each<[string, () => unknown]>([
    ['nothing', () => null],
    ['a list', () => []],
    ['no address', () => ({ audio_url: 'a song' })],
    ['a number', () => ({ audio_url: 7 })],
    ['a plain address', () => ({ audio_url: 'http://example.com/song.mp3' })],
    ['a file of this machine', () => ({ audio_url: 'file:///etc/passwd' })],
    ['a private address', () => ({ audio_url: 'https://10.0.0.1/song.mp3' })],
    ['this machine', () => ({ audio_url: 'https://127.0.0.1/song.mp3' })],
    ['an address with a password', () => ({ audio_url: 'https://me:pass@example.com/song.mp3' })],
    ['an address of nothing', () => ({ audio_url: `${scanning.audd.url}/gone.mp3` })],
  ])('%s is refused, and costs nothing', async (_what, body) => {
    const { status, body: problem } = await ask(body());
    expect({ status, ...problem }).toMatchObject({
      status: 400,
      code: 'moderation.audio_url_refused',
      error: 'BadRequest',
      message: expect.any(String),
    });
    expect(scanning.audd.asked).toEqual([]);
  });

  test('a scanner that fails is told so, in the words that callers know', async () => {
    scanning.audd.says = refuses(300, 'fingerprinting failed');
    const { status, body } = await ask({ audio_url: scanning.audd.sound });
    expect(status).toBe(502);
    expect(body).toMatchObject({
      status: 502,
      code: 'moderation.scanner_failed',
      error: 'AuddError',
      message: 'the scanner failed: 300, fingerprinting failed',
    });
  });

  test.each([['another key'], [''], [KEY.slice(0, -1)], [`${KEY}!`]])(
    'SEC-08: with the key "%s" nobody gets in',
    async (key) => {
      const { status, body } = await ask({ audio_url: 'a song' }, key);
      expect({ status, ...body }).toMatchObject({ status: 401, code: 'service.bad_key', error: 'Unauthorized' });
    },
  );

  test('GEN-07: a process that does nothing else', async () => {
    await scanning.world.stop();
    await scanning.world.start({ APP_ROLE: 'moderation' });
    expect((await ask({ audio_url: scanning.audd.sound })).status).toBe(200);
    expect((await scanning.world.visitor().get('/tracks')).status).toBe(404);
  });

  test.each([
    ['no key', { MODERATION_AUTH_TOKEN: '' }],
    ['another role', { APP_ROLE: 'api,worker' }],
    ['no scanner', { MODERATION_AUDD_API_TOKEN: '', MODERATION_ENABLED: 'false' }],
  ])('SEC-08: a server with %s scans for nobody', async (_what, settings) => {
    await scanning.world.stop();
    await scanning.world.start(settings);
    const { status, body } = await ask({ audio_url: scanning.audd.sound });
    expect({ status, ...body }).toMatchObject({ status: 503, code: 'service.not_configured', error: 'NotConfigured' });
    expect(scanning.audd.asked).toEqual([]);
  });
});
