import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PlayingReport } from '../api/contract.ts';
import { NowPlayingReport } from './now-playing-report.ts';
import type { Playback } from './playback.ts';
import { aTrack } from './sample-track.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function made({ signedIn = true } = {}) {
  const sent: PlayingReport[] = [];
  const clear = vi.fn();
  const report = new NowPlayingReport({ isSignedIn: () => signedIn, send: (body) => sent.push(body), clear });
  let now: Playback = { track: aTrack(1), state: 'playing', sounding: true, positionMs: 0, durationMs: 200_000 };
  return {
    report,
    sent,
    clear,
    tell: (change: Partial<Playback> = {}) => report.playback((now = { ...now, ...change })),
    /** As the element says it, four times a second. */
    play: async (seconds: number) => {
      for (let quarter = 0; quarter < seconds * 4; quarter += 1) {
        report.playback((now = { ...now, positionMs: now.positionMs + 250 }));
        await vi.advanceTimersByTimeAsync(250);
      }
    },
  };
}

describe('NP-04: what is heard is reported', () => {
  test('a second after it began, in the words of the contract', async () => {
    const { sent, tell } = made();
    tell({ positionMs: 400.6 });
    await vi.advanceTimersByTimeAsync(900);
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    const { id, file_id, title, artist } = aTrack(1);
    expect(sent).toEqual([
      expect.objectContaining({
        track_id: id,
        file_id,
        track_name: title,
        artist_name: artist,
        duration_ms: 200_000,
        progress_ms: 401,
        is_playing: true,
      }),
    ]);
  });

  test('never every second: once in ten while it plays', async () => {
    const { sent, play } = made();
    await play(60);
    expect(sent.length).toBeGreaterThanOrEqual(5);
    expect(sent.length).toBeLessThanOrEqual(7);
  });

  test('skipping through a list tells where it ended', async () => {
    const { sent, tell } = made();
    for (const id of [1, 2, 3, 4]) {
      tell({ track: aTrack(id), positionMs: 0 });
      await vi.advanceTimersByTimeAsync(400);
    }
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent.map(({ track_id }) => track_id)).toEqual([4]);
  });

  test('a report that is due soon after another is not lost', async () => {
    const { sent, tell } = made();
    tell();
    await vi.advanceTimersByTimeAsync(1_500);
    tell({ sounding: false, positionMs: 1_500 });
    await vi.advanceTimersByTimeAsync(20_000);
    expect(sent.map(({ is_playing }) => is_playing)).toEqual([true, false]);
  });

  test('a pause that was taken back within the pace is no news', async () => {
    const { sent, tell } = made();
    tell();
    await vi.advanceTimersByTimeAsync(1_500);
    tell({ sounding: false });
    await vi.advanceTimersByTimeAsync(500);
    tell({ sounding: true });
    await vi.advanceTimersByTimeAsync(20_000);
    expect(sent).toHaveLength(1);
  });

  test('what was restored and never started is not reported, nor are guests', async () => {
    const restored = made();
    restored.tell({ sounding: false, state: 'ready' });
    const guest = made({ signedIn: false });
    guest.tell();
    await vi.advanceTimersByTimeAsync(20_000);
    guest.report.leave();
    expect([restored.sent, guest.sent, guest.clear.mock.calls]).toEqual([[], [], []]);
  });

  test('a page that goes away while it plays takes its report back', async () => {
    const { report, clear, tell } = made();
    tell();
    await vi.advanceTimersByTimeAsync(1_500);
    report.leave();
    report.leave();
    expect(clear).toHaveBeenCalledTimes(1);
  });
});
