import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { PlayerEngine } from './engine.ts';
import type { Playable } from './playable.ts';
import { wavTone } from './wav-tone.ts';

// the engine on the browser's own elements: what the fake promises is what the browser does

let engine: PlayerEngine;
let elements: HTMLAudioElement[];
const urls: string[] = [];

// sound needs a tap first, and whether another spec already tapped is chance
beforeAll(async () => {
  const button = document.body.appendChild(document.createElement('button'));
  button.textContent = 'tap';
  await userEvent.click(button);
  button.remove();
});

beforeEach(() => {
  elements = [];
  const createMedia = () => {
    const media = new Audio();
    elements.push(media);
    return media;
  };
  engine = new PlayerEngine(createMedia, { newId: () => crypto.randomUUID(), isOnline: () => true, mayPreload: true });
  // the specs are not to be heard
  engine.setLevel({ muted: true });
});

afterEach(() => {
  engine.stop();
  for (const url of urls.splice(0)) URL.revokeObjectURL(url);
});

function address(content: Blob): string {
  const url = URL.createObjectURL(content);
  urls.push(url);
  return url;
}

function track(key: string, seconds: number, addresses = [address(wavTone(seconds))]): Playable {
  const sources = addresses.map((url) => ({ url, type: null }));
  return { key, trackId: 1, kind: 'file', sources, durationMs: null, loudnessLufs: null };
}

const until = (condition: () => boolean) =>
  vi.waitFor(() => expect(condition()).toBe(true), { timeout: 5_000, interval: 10 });

test('a track plays, time goes on, and its length is the measured one', async () => {
  engine.load(track('a', 3), { play: true });
  await until(() => engine.snapshot.state === 'playing' && engine.snapshot.positionMs > 200);
  expect(engine.snapshot.durationMs).toBe(3000);
});

test('P-PLAY-03: B pressed while A loads plays B alone', async () => {
  engine.load(track('a', 3), { play: true });
  engine.load(track('b', 3), { play: true });
  await until(() => engine.snapshot.positionMs > 100);
  expect(engine.snapshot).toMatchObject({ state: 'playing', playable: { key: 'b' } });
  expect(elements.filter((media) => !media.paused)).toHaveLength(1);
});

test('P-PLAY-04: a seek before the length is known is kept', async () => {
  engine.load(track('a', 5), { play: true });
  engine.seek(2500);
  await until(() => engine.snapshot.state === 'playing');
  expect(engine.snapshot.positionMs).toBeGreaterThanOrEqual(2500);
});

test('P-PLAY-05: a restored track waits at its position', async () => {
  engine.load(track('a', 5), { play: false, atMs: 1200 });
  await until(() => engine.snapshot.state === 'ready');
  expect(engine.snapshot).toMatchObject({ positionMs: 1200, wantsSound: false });
});

test('P-PLAY-06: at the end the prepared element takes over', async () => {
  const next = track('b', 2);
  engine.on('ended', () => engine.load(next, { play: true }));
  engine.load(track('a', 1), { play: true });
  engine.prepare(next);
  await until(() => engine.snapshot.playable?.key === 'b' && engine.snapshot.state === 'playing');
  expect(elements.map((media) => media.paused)).toEqual([true, false]);
  expect(elements[0]?.getAttribute('src')).toBeNull();
});

test('P-PLAY-09: what cannot be decoded gives way to the next source', async () => {
  const heard: string[] = [];
  engine.on('fault', ({ reason }) => heard.push(reason));
  const noise = address(new Blob(['no music at all'], { type: 'audio/mpeg' }));
  engine.load(track('a', 2, [noise, address(wavTone(2))]), { play: true });
  await until(() => engine.snapshot.state === 'playing');
  expect(heard).toEqual(['unsupported']);
});

test('PL-08: a track without a working source is said once to be unplayable', async () => {
  const said: string[] = [];
  engine.on('unplayable', ({ reason, skip }) => said.push(`${reason} ${skip}`));
  const noise = () => address(new Blob(['no music at all'], { type: 'audio/mpeg' }));
  engine.load(track('a', 2, [noise(), noise()]), { play: true });
  await until(() => engine.snapshot.state === 'error');
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(said).toEqual(['unsupported true']);
});

test('pause and play in one breath goes on playing', async () => {
  engine.load(track('a', 3), { play: true });
  await until(() => engine.snapshot.state === 'playing');
  engine.pause();
  engine.play();
  const before = engine.snapshot.positionMs;
  await until(() => engine.snapshot.positionMs > before + 100);
  expect(engine.snapshot).toMatchObject({ state: 'playing', wantsSound: true });
});
