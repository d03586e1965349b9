import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { TrackView } from '../../src/modules/tracks/tracks.dto.js';
import type { Visitor } from '../harness/visitor.js';
import { song } from '../tracks/uploading.js';
import { hears, oddNames, TOKEN } from './audd.js';
import { CLEAR, FLAGGED, flagOf, Scanning, UNTOLD, WARRIORS } from './scanning.js';

let scanning: Scanning;
beforeAll(async () => {
  scanning = await Scanning.open();
});
afterAll(() => scanning.close());
beforeEach(() => scanning.calm());

describe('UP-18, MOD-03: what is published is scanned', () => {
  test('a track with known recordings is flagged, and the scanner fetched the very file', async () => {
    const { audd, world } = scanning;
    audd.says = hears([{ ...WARRIORS, score: 71 }], [], [WARRIORS], [{ artist: 'Alan Walker', title: 'Faded' }]);
    const file = await song('mp3', 40);
    const id = await scanning.published({ file });
    const { body: track } = await world.visitor().get<TrackView>(`/tracks/${id}`);
    expect(audd.asked).toEqual([
      {
        method: 'POST',
        type: expect.stringContaining('application/x-www-form-urlencoded'),
        form: { api_token: TOKEN, url: track.r2_url, accurate_offsets: '1' },
        bytes: file.bytes.length,
      },
    ]);
    expect(await scanning.scansOf(id)).toEqual([
      expect.objectContaining({
        audio_file_id: track.file_id,
        is_flagged: true,
        highest_score: 90,
        matches: [
          expect.objectContaining({ title: 'Warriors', score: 71, isrc: 'USUM71414163', offset_ms: 840 }),
          expect.objectContaining({ title: 'Warriors', offset_ms: 24_840 }),
          expect.objectContaining({ title: 'Faded', offset_ms: 36_840 }),
        ],
        raw_response: expect.objectContaining({ status: 'success' }),
        resolution: null,
      }),
    ]);
    expect(await scanning.flagSeenBy(scanning.bob, id)).toEqual(FLAGGED);
  });

  test('without a match it is clear, which is not the same as not scanned', async () => {
    const id = await scanning.published();
    expect(await scanning.flagSeenBy(scanning.bob, id)).toEqual(CLEAR);
    expect(await scanning.scansOf(id)).toMatchObject([{ is_flagged: false, highest_score: 0, matches: [] }]);
  });

  test('MOD-02: a release of the artist is no match', async () => {
    scanning.audd.says = hears([{ artist: 'BOB', title: 'mine' }], [{ artist: 'Somebody feat. Bob', title: 'ours' }]);
    const id = await scanning.published();
    expect(await scanning.flagSeenBy(scanning.bob, id)).toEqual(CLEAR);
    expect(await scanning.scansOf(id)).toMatchObject([{ matches: [], raw_response: { status: 'success' } }]);
  });

  test('a private track too, by an address that ends', async () => {
    scanning.audd.says = hears([WARRIORS]);
    const id = await scanning.published({ visibility: 'private' });
    const [asked] = scanning.audd.asked;
    expect([...new URL(asked?.form.url ?? '').searchParams.keys()]).toEqual(['expires', 'signature']);
    expect(asked?.bytes).toBeGreaterThan(0);
    expect(await scanning.flagSeenBy(scanning.bob, id)).toEqual(FLAGGED);
  });

  test('names that no database can hold are kept as well as they can be', async () => {
    scanning.audd.says = oddNames;
    const id = await scanning.published();
    expect(await scanning.flagSeenBy(scanning.bob, id)).toMatchObject({ copyright_match: '\ufffdB by \ufffdA' });
  });
});

describe('MOD-05, TRK-03: a flag', () => {
  let id: number;
  let others: Visitor[];
  beforeAll(async () => {
    scanning.audd.says = hears([WARRIORS]);
    id = await scanning.published();
    others = [await scanning.world.artist('alice'), scanning.world.visitor()];
  });

  test('is seen by the owner of the track wherever they see the track, and by nobody else', async () => {
    const inList = async (who: Visitor, path: string) => {
      const { body } = await who.get<{ tracks: TrackView[] }>(path);
      const found = body.tracks.find((track) => track.id === id);
      return found && flagOf(found);
    };
    for (const path of ['/tracks', `/tracks?artist_did=${scanning.bob.did}`]) {
      expect(await inList(scanning.bob, path)).toEqual(FLAGGED);
      for (const other of others) expect(await inList(other, path)).toEqual(UNTOLD);
    }
    expect(await inList(scanning.bob, '/tracks/me')).toEqual(FLAGGED);
    expect(await scanning.flagSeenBy(scanning.bob, id)).toEqual(FLAGGED);
    for (const other of others) expect(await scanning.flagSeenBy(other, id)).toEqual(UNTOLD);
  });

  test('P-MOD-04: takes no sound away', async () => {
    for (const other of others) {
      const { body } = await other.get<TrackView>(`/tracks/${id}`);
      expect((await other.fetch(`/audio/${body.file_id}`)).status).toBe(200);
    }
  });
});
