import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Stage } from './stage.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('level', () => {
  test('volume and mute reach both elements and stay over loads', async () => {
    const stage = new Stage();
    stage.engine.setLevel({ volume: 0.4, muted: true });
    await stage.playing(stage.track('a'));
    expect(stage.media.map(({ volume, muted }) => ({ volume, muted }))).toEqual([
      { volume: 0.4, muted: true },
      { volume: 0.4, muted: true },
    ]);
    expect(stage.engine.snapshot).toMatchObject({ volume: 0.4, muted: true });
  });

  test('a loud track is brought down to the common level, a quiet one is left, and the wish can be switched off', async () => {
    const stage = new Stage();
    const loud = await stage.playing({ ...stage.track('loud'), loudnessLufs: -8 });
    expect(loud.volume).toBeCloseTo(0.501, 2);
    expect(stage.engine.snapshot.volume).toBe(1);
    stage.engine.setLevel({ normalised: false });
    expect(loud.volume).toBe(1);
    stage.engine.setLevel({ normalised: true });
    const quiet = await stage.playing({ ...stage.track('quiet'), loudnessLufs: -23 });
    expect(quiet.volume).toBe(1);
  });

  test('P-PLAY-08: where the volume belongs to the phone, the snapshot says so', () => {
    const stage = new Stage({}, (media) => (media.volumeLocked = true));
    expect(stage.engine.snapshot.can.volume).toBe(false);
  });
});
