import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { babbles, breaksOff, fails, hangs, hears, limits, refuses } from './audd.js';
import { CLEAR, FLAGGED, Scanning, UNTOLD, WARRIORS } from './scanning.js';

let scanning: Scanning;
let id: number;
beforeAll(async () => {
  scanning = await Scanning.open();
  id = await scanning.published();
});
afterAll(() => scanning.close());
beforeEach(() => scanning.forget(id));

const flag = () => scanning.flagSeenBy(scanning.bob, id);

describe('MOD-03: a scanner that', () => {
  test.each([
    ['is broken', fails, 'it answered 503 without json'],
    ['is asked too often', limits, 'it answered 429 without json'],
    ['talks nonsense', babbles, 'it answered 200 without json'],
    ['breaks off', breaksOff, 'could not be reached'],
    ['does not know us', refuses(900, 'wrong API token'), '900, wrong API token'],
    ['has no more for us', refuses(902, 'limit reached'), '902, limit reached'],
  ])('%s is asked again, and in the end the track counts as clear', (_how, saying, reason) =>
    isGivenUp(saying, reason),
  );

  test.each([
    [300, 'fingerprinting failed'],
    [400, 'the file is too big'],
    [500, 'incorrect audio file'],
  ])('says %s of the sound is asked once', async (code, words) => {
    scanning.audd.says = refuses(code, words);
    await scanning.scan(id);
    await scanning.scan(id);
    expect(scanning.audd.asked).toHaveLength(1);
    const raw_response = { error: `${code}, ${words}`, answer: { status: 'error' } };
    expect(await scanning.scansOf(id)).toMatchObject([{ is_flagged: false, raw_response }]);
  });

  test('is back at another try is believed', async () => {
    scanning.audd.says = fails;
    await expect(scanning.scan(id)).rejects.toThrow('503');
    scanning.audd.says = hears([WARRIORS]);
    await scanning.scan(id);
    expect(await flag()).toEqual(FLAGGED);
  });

  test('never answers is waited for so long and no longer', async () => {
    const { world } = scanning;
    await world.stop();
    await world.start({ MODERATION_TIMEOUT_SECONDS: '1' });
    await isGivenUp(hangs, 'did not answer within 1 seconds');
  });
});

async function isGivenUp(saying: typeof fails, reason: string): Promise<void> {
  scanning.audd.says = saying;
  await expect(scanning.scan(id)).rejects.toThrow(reason);
  expect(await scanning.scansOf(id)).toEqual([]);
  expect(await flag()).toEqual(UNTOLD);
  await scanning.scan(id, true);
  const stored = { is_flagged: false, matches: [], raw_response: { error: expect.stringContaining(reason) } };
  expect(await scanning.scansOf(id)).toMatchObject([stored]);
  expect(await flag()).toEqual(CLEAR);
}
