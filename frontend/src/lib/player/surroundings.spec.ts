import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { aTrack } from './sample-track.ts';
import { isIos } from './device.ts';
import type { Playback } from './playback.ts';
import { TabTitle } from './tab-title.ts';
import { Tabs, type TabChannel } from './tabs.ts';

const sounding: Playback = { track: aTrack(1), state: 'playing', sounding: true, positionMs: 0, durationMs: 1 };
const silent: Playback = { ...sounding, state: 'paused', sounding: false };

describe('tabs', () => {
  /** A browser's channel: delivers to every tab but the sender. */
  class FakeChannel implements TabChannel {
    static all: FakeChannel[] = [];
    #listeners: ((event: { data: unknown }) => void)[] = [];
    constructor() {
      FakeChannel.all.push(this);
    }
    addEventListener(_type: 'message', listener: (event: { data: unknown }) => void): void {
      this.#listeners.push(listener);
    }
    postMessage(data: unknown): void {
      for (const other of FakeChannel.all)
        if (other !== this) for (const listener of other.#listeners) listener({ data });
    }
  }
  beforeEach(() => void (FakeChannel.all = []));

  test('P-PLAY-10: starting in one tab pauses the others and not itself', () => {
    const [here, there] = [vi.fn(), vi.fn()];
    const tab = new Tabs(new FakeChannel(), here);
    new Tabs(new FakeChannel(), there);
    tab.playback(sounding);
    expect([here.mock.calls.length, there.mock.calls.length]).toEqual([0, 1]);
  });

  test('going on playing says nothing; the next start does', () => {
    const there = vi.fn();
    const tab = new Tabs(new FakeChannel(), () => undefined);
    new Tabs(new FakeChannel(), there);
    for (const moment of [sounding, sounding, silent, silent]) tab.playback(moment);
    expect(there).toHaveBeenCalledTimes(1);
    tab.playback(sounding);
    expect(there).toHaveBeenCalledTimes(2);
  });

  test('other messages on the channel mean nothing', () => {
    const here = vi.fn();
    new Tabs(new FakeChannel(), here);
    const stranger = new FakeChannel();
    for (const data of ['started', null, { type: 'other' }]) stranger.postMessage(data);
    expect(here).not.toHaveBeenCalled();
  });
});

describe('tab title', () => {
  const name = 'track 1 - marit • plyr.fm';
  const noticed = () => new Promise((resolve) => setTimeout(resolve));
  beforeEach(() => void (document.title = 'latest • plyr.fm'));
  afterEach(() => void (document.title = ''));

  test('PL-04: it is the track while playing, and the page again when paused', () => {
    const title = new TabTitle(document);
    title.playback(sounding);
    expect(document.title).toBe(name);
    title.playback(silent);
    expect(document.title).toBe('latest • plyr.fm');
  });

  test('PL-04: it survives navigation, and the new page gets its title back', async () => {
    const title = new TabTitle(document);
    title.playback(sounding);
    document.title = 'library • plyr.fm';
    await noticed();
    expect(document.title).toBe(name);
    title.playback(silent);
    expect(document.title).toBe('library • plyr.fm');
  });

  test('PL-04: the next track renames it', () => {
    const title = new TabTitle(document);
    title.playback(sounding);
    title.playback({ ...sounding, track: aTrack(2) });
    expect(document.title).toBe('track 2 - marit • plyr.fm');
  });
});

test('P-PLAY-08: an iPad that says it is a Mac is still iOS, and a Mac is not', () => {
  expect(isIos({ userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0)', maxTouchPoints: 5 })).toBe(true);
  expect(isIos({ userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', maxTouchPoints: 5 })).toBe(true);
  expect(isIos({ userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', maxTouchPoints: 0 })).toBe(false);
});
