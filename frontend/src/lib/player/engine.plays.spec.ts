import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { settle, Stage } from './stage.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('plays', () => {
  test('TRK-06: a play counts at 30 seconds of a long track, once per load', async () => {
    const stage = new Stage();
    const media = await stage.playing(stage.track('a', 600));
    media.run(29);
    await settle();
    expect(stage.said.played).toEqual([]);
    media.run(2);
    await settle();
    media.run(200);
    await settle();
    expect(stage.said.played).toMatchObject([{ playable: { key: 'a' }, sessionId: 'session-1', heardMs: 31_000 }]);
  });

  test('TRK-06: a play counts at 30 % of a short track', async () => {
    const stage = new Stage();
    const media = await stage.playing(stage.track('a', 10));
    media.run(3);
    await settle();
    expect(stage.said.played).toHaveLength(1);
  });

  test('TRK-06: what was jumped over was not heard', async () => {
    const stage = new Stage();
    const media = await stage.playing(stage.track('a', 600));
    media.run(5);
    await settle();
    stage.engine.seek(300_000);
    media.run(5);
    await settle();
    expect(stage.said.played).toEqual([]);
    media.run(20);
    await settle();
    expect(stage.said.played).toHaveLength(1);
  });

  test('TRK-06: each load of a track is a play of its own', async () => {
    const stage = new Stage();
    const track = stage.track('a', 10);
    for (let load = 0; load < 2; load += 1) {
      const media = await stage.playing(track);
      media.run(5);
      await settle();
    }
    expect(stage.said.played.map((play) => play.sessionId)).toEqual(['session-1', 'session-2']);
  });
});
