import { cleanup, render } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { settle } from '#lib/player/stage.ts';
import { PlayerStage } from '#lib/state/player-stage.ts';
import LinkedTrack from './LinkedTrack.svelte';

let stage: PlayerStage;
vi.mock('$app/paths', () => ({ resolve: (route: string) => route }));
vi.mock('$app/navigation', () => ({ goto: () => Promise.resolve() }));
vi.mock('#lib/state/app.svelte.ts', () => ({ useApp: () => ({ player: stage.player }) }));

beforeEach(() => {
  vi.useFakeTimers();
  stage = new PlayerStage();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  sessionStorage.clear();
});

test('TRK-08: the track of a link starts once, at its moment', async () => {
  const [track] = stage.tracks(1);
  const start = vi.spyOn(stage.player, 'start');
  render(LinkedTrack, { linked: { track, fromMs: 63_000 } });
  await settle();
  expect(start).toHaveBeenCalledOnce();
  expect(stage.sound.sounding[0]).toMatchObject({ src: '/audio/file-1', currentTime: 63 });
});

test('another link starts another track', async () => {
  const [a, b] = stage.tracks(2);
  const { rerender } = render(LinkedTrack, { linked: { track: a, fromMs: 0 } });
  await settle();
  await rerender({ linked: { track: b, fromMs: 0 } });
  await settle();
  expect(stage.heard).toBe('/audio/file-2');
});
