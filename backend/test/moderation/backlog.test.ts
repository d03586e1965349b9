import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type BacklogTrack, ScanBacklog } from '../../src/modules/moderation/index.js';
import type { BacklogOptions } from '../../src/modules/moderation/scan/scan-backlog.service.js';
import { shelve } from '../tracks/catalogue.js';
import { fails, hears } from './audd.js';
import { CLEAR, FLAGGED, Scanning, UNTOLD, WARRIORS } from './scanning.js';

let scanning: Scanning;
let ids: number[];
beforeAll(async () => {
  // Nothing is scanned by itself.
  scanning = await Scanning.open({ MODERATION_ENABLED: 'false' });
  ids = [await scanning.published({ title: 'one' }), await scanning.published({ title: 'two' })];
  for (const hidden of [{ publish_state: 'pending' }, { is_deleted: true }, { audio: 'none' }] as const)
    await shelve(scanning.world, scanning.bob, hidden);
});
afterAll(() => scanning.close());
beforeEach(async () => {
  for (const id of ids) await scanning.forget(id);
});

async function worked(options: BacklogOptions = {}): Promise<BacklogTrack[]> {
  const tracks: BacklogTrack[] = [];
  for await (const track of scanning.world.get(ScanBacklog).work(options)) tracks.push(track);
  return tracks;
}
const flags = () => Promise.all(ids.map((id) => scanning.flagSeenBy(scanning.bob, id)));

describe('SCR-03: tracks that were never scanned', () => {
  test('are scanned, each once', async () => {
    scanning.audd.says = hears([WARRIORS]);
    expect(await worked()).toMatchObject([
      { trackId: ids[0], title: 'one', lengthMs: 2000, isTooLong: false, verdict: { is_flagged: true } },
      { trackId: ids[1], title: 'two', verdict: { is_flagged: true } },
    ]);
    expect(await flags()).toEqual([FLAGGED, FLAGGED]);
    expect(await worked()).toEqual([]);
    expect(scanning.audd.asked).toHaveLength(2);
  });

  test('are only named by a dry run', async () => {
    expect(await worked({ dryRun: true })).toMatchObject([{ verdict: null }, { verdict: null }]);
    expect(scanning.audd.asked).toEqual([]);
    expect(await flags()).toEqual([UNTOLD, UNTOLD]);
  });

  test('are left out when they are too long, by their size where nobody knows better', async () => {
    const of = (trackId: number | undefined) =>
      `where id = (select audio_file_id from track_audio where role = 'stream' and is_current and track_id = ${trackId})`;
    await scanning.world.database.rows(`update audio_files set duration_ms = null, bytes = 60000000 ${of(ids[0])}`);
    expect(await worked({ maxMs: 60_000 })).toMatchObject([
      { isTooLong: true, verdict: null },
      { isTooLong: false, verdict: { is_flagged: false } },
    ]);
    expect(await flags()).toEqual([UNTOLD, CLEAR]);
  });

  test('wait for another time when the scanner fails', async () => {
    scanning.audd.says = fails;
    await expect(worked()).rejects.toThrow('503');
    expect(scanning.audd.asked).toHaveLength(1);
    expect(await flags()).toEqual([UNTOLD, UNTOLD]);
  });

  test('are joined by those whose scan failed, when that is wanted', async () => {
    const [first = 0] = ids;
    scanning.audd.says = fails;
    await scanning.scan(first, true);
    scanning.audd.says = hears([WARRIORS]);
    expect(await worked()).toMatchObject([{ trackId: ids[1] }]);
    expect(await worked({ againAfterFailure: true })).toMatchObject([{ trackId: first }]);
    expect(await worked({ againAfterFailure: true })).toEqual([]);
    expect(await scanning.scansOf(first)).toMatchObject([{ is_flagged: true, raw_response: { status: 'success' } }]);
    expect(await flags()).toEqual([FLAGGED, FLAGGED]);
  });
});
