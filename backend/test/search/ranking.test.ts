import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { LearnWordsHandler } from '../../src/modules/search/learning/learn-words.handler.js';
import { RefreshPopularityHandler } from '../../src/modules/search/learning/refresh-popularity.handler.js';
import { World } from '../harness/world.js';
import { find, names, Planted } from './planted.js';

let world: World;
let planted: Planted;
let artist: string;

beforeAll(async () => {
  world = await World.open();
  planted = new Planted(world);
  artist = await planted.artist('somebody.test', 'Somebody');
});
afterAll(() => world.close());

const plant = async (...titles: string[]) => {
  for (const title of titles) await planted.track(title, { artist });
};
const learn = () => world.get(LearnWordsHandler).run();

describe('SRCH-02: ranking', () => {
  test('P-FIND-01: exact, beginning, beginning of a word, inside a word, a slip; whatever their length and popularity', async () => {
    await planted.track('A slip: emebr', { artist, plays: 900_000 });
    await planted.track('Remembering', { artist, plays: 500_000 });
    await planted.track('The last ember of a very long winter that nobody has ever heard of', { artist, plays: 20 });
    await planted.track('Embers', { artist, plays: 3 });
    await planted.track('Ember', { artist });
    await learn();
    const { results } = await find(world, 'ember', '&type=tracks');
    expect(results.map((result) => 'title' in result && result.title)).toEqual([
      'Ember',
      'Embers',
      'The last ember of a very long winter that nobody has ever heard of',
      'Remembering',
      'A slip: emebr',
    ]);
    const relevance = results.map((result) => result.relevance);
    expect(relevance[0]).toBe(1);
    expect(relevance[1]).toBeGreaterThanOrEqual(0.8);
    expect(relevance[1]).toBeLessThanOrEqual(0.95);
    expect(relevance[2]).toBeGreaterThanOrEqual(0.65);
    expect(relevance[2]).toBeLessThanOrEqual(0.79);
    expect(relevance[3]).toBeGreaterThanOrEqual(0.45);
    expect(relevance[3]).toBeLessThanOrEqual(0.64);
    expect(relevance[4]).toBeLessThan(0.45);
  });

  test('within a tier the more popular comes first, by the counts of this moment', async () => {
    const quiet = await planted.track('Harbour one', { artist });
    await planted.track('Harbour two', { artist, plays: 10 });
    expect(await names(world, 'harbour')).toEqual(['Harbour two', 'Harbour one']);
    await planted.rows('update tracks set play_count = 11 where id = $1', [quiet]);
    expect(await names(world, 'harbour')).toEqual(['Harbour one', 'Harbour two']);
  });

  test('of a word that more names have than are looked at, the popular ones are found', async () => {
    await planted.rows(
      `with made as (
         insert into tracks (artist_did, title, publish_state, sync_state, rkey, uri, cid, play_count)
         select $1, 'Overture ' || n, 'published', 'synced', 'many' || n, 'at://many/' || n, 'bafy', n % 5
           from generate_series(1, 3000) n returning id
       ), files as (
         insert into audio_files (id, owner_did, sha256, bytes, container, codec, extension, storage_key, bucket, state)
         select md5(id::text)::uuid, $1, sha256('x'), 1, 'mp3', 'mp3', 'mp3', id::text, 'public', 'live' from made
       )
       select count(*) from made`,
      [artist],
    );
    await planted.rows(
      `insert into track_audio (track_id, audio_file_id, role)
       select id, md5(id::text)::uuid, 'stream' from tracks where rkey like 'many%'`,
      [],
    );
    await planted.track('Overture to remember', { artist, plays: 5_000 });
    await planted.track('The overture we know', { artist, plays: 9_000 });
    await world.get(RefreshPopularityHandler).run();
    const found = await names(world, 'overture', '&type=tracks&limit=50');
    expect(found).toHaveLength(50);
    expect(found[0]).toBe('Overture to remember');
    expect((await names(world, 'the overture'))[0]).toBe('The overture we know');
  });
});

describe('SRCH-02: spelling does not matter', () => {
  test.each([
    ['case', 'CRÈME de la Crème', 'creme DE LA'],
    ['accents, typed where there are none', 'Zurich Nights', 'zürich'],
    ['accents made of two characters', 'Caf\u00e9 Concert', 'cafe\u0301 con'],
    ['curly quotes', 'Don\u2019t Look \u201cDown\u201d', `don't look "down"`],
    ['spaces', 'Two   Rivers', ' two rivers '],
    ['per cent, which is no wildcard', '100% Pure', '100%'],
    ['an underscore, which is no wildcard', 'file_name', 'file_n'],
    ['a backslash, which escapes nothing', 'back\\slash', 'back\\s'],
    ['marks alone', '!!!', '!!!'],
    ['two letters at the beginning', 'Qi', 'qi'],
    ['two letters inside a word', 'Jazzy Vxqk', 'xq'],
    ['Japanese', '\u591c\u884c\u30d0\u30b9', '\u591c\u884c'],
    ['Japanese from within', '\u6771\u4eac\u306e\u591c\u660e\u3051', '\u591c\u660e'],
    ['Cyrillic', '\u041f\u0440\u0438\u0432\u0435\u0442 \u043c\u0438\u0440', '\u043c\u0438\u0440'],
    ['Arabic', '\u0644\u064a\u0644\u0629 \u0647\u0627\u062f\u0626\u0629', '\u0647\u0627\u062f'],
    ['Korean from within', '\uc11c\uc6b8\uc758 \ubc24', '\uc6b8\uc758'],
    ['a part of a regular expression', 'C++ (live)', '++ (l'],
    ['some words of many, the first and last in part', 'All the Midnight Trains of November', 'night trains of nov'],
    [
      'Cyrillic words, the last in part',
      '\u041f\u043e\u043b\u043d\u043e\u0447\u043d\u044b\u0435 \u043f\u043e\u0435\u0437\u0434\u0430 \u0438\u0434\u0443\u0442',
      '\u043f\u043e\u0435\u0437\u0434\u0430 \u0438\u0434',
    ],
    [
      'a sentence without spaces, from within',
      '\u6771\u4eac\u306e\u591c\u660e\u3051\u306e\u7a7a\u3068\u6d77',
      '\u591c\u660e\u3051\u306e\u7a7a\u3068',
    ],
  ])('%s', async (_, title, q) => {
    await plant(title);
    expect(await names(world, q)).toContain(title);
  });

  test('wildcards mean themselves: what only looks alike is not found by them', async () => {
    await plant('1000 Miles', 'fileXname');
    expect(await names(world, '100%')).not.toContain('1000 Miles');
    expect(await names(world, 'e_n')).not.toContain('fileXname');
  });
});

describe('SRCH-02: slips of the finger', () => {
  beforeAll(async () => {
    await plant('Bohemian Rhapsody', 'Moonlight Sonata', 'Lovesong', 'Paper Planes', 'Полночный экспресс');
    await learn();
  });

  test.each([
    ['letters that changed places', 'bohemain rhapsody', 'Bohemian Rhapsody'],
    ['a letter too few', 'moonligt', 'Moonlight Sonata'],
    ['a letter too many', 'paperr planes', 'Paper Planes'],
    ['another letter', 'sonama', 'Moonlight Sonata'],
    ['a slip in each word', 'bohemiam rapsody', 'Bohemian Rhapsody'],
    ['two letters too few in a long word', 'rhapsdy bohmian', 'Bohemian Rhapsody'],
    ['no space', 'moonlightsonata', 'Moonlight Sonata'],
    ['a space too many', 'love song', 'Lovesong'],
    ['the other order', 'rhapsody bohemian', 'Bohemian Rhapsody'],
    ['a word that is not there', 'bohemian rhapsody queen', 'Bohemian Rhapsody'],
    ['another script', 'полнчоный', 'Полночный экспресс'],
  ])('%s', async (_, q, title) => {
    expect(await names(world, q)).toContain(title);
  });

  test.each([
    ['before their words are learned', () => Promise.resolve()],
    ['and after', () => learn()],
  ])('names with the same words in another order stand after the one that was typed, %s', async (_, first) => {
    await plant('Copper Lantern Street', 'Street of the Copper Lantern');
    await first();
    expect((await names(world, 'copper lantern str'))[0]).toBe('Copper Lantern Street');
    expect((await names(world, 'copper lantern street')).slice(0, 2)).toContain('Copper Lantern Street');
    expect(await names(world, 'copper lantern street')).toContain('Street of the Copper Lantern');
  });

  test('what is nothing like it is not found', async () => {
    expect(await names(world, 'zzgrxvt plomk', '')).toEqual([]);
  });
});
