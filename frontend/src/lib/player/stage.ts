import { vi } from 'vitest';
import { PlayerEngine, type EngineSettings, type PlayerEvents } from './engine.ts';
import { FakeMedia, type FakeFile } from './fake-media.ts';
import type { Playable } from './playable.ts';

/** Lets pass what takes its time: tasks, answers, promises. */
export const settle = (ms = 100) => vi.advanceTimersByTimeAsync(ms);

/** An engine on fake elements, with everything it said written down. For specs, under fake timers. */
export class Stage {
  readonly media: FakeMedia[] = [];
  readonly files = new Map<string, FakeFile>();
  readonly said: { [Name in keyof PlayerEvents]: PlayerEvents[Name][] } = {
    change: [],
    ended: [],
    played: [],
    blocked: [],
    fault: [],
    unplayable: [],
  };
  readonly engine: PlayerEngine;
  online = true;
  #sessions = 0;

  constructor(settings: Partial<EngineSettings> = {}, prepare: (media: FakeMedia) => void = () => undefined) {
    const createMedia = () => {
      const media = new FakeMedia((url) => this.files.get(url));
      prepare(media);
      this.media.push(media);
      return media;
    };
    this.engine = new PlayerEngine(createMedia, {
      newId: () => `session-${(this.#sessions += 1)}`,
      isOnline: () => this.online,
      mayPreload: true,
      ...settings,
    });
    for (const name of Object.keys(this.said) as (keyof PlayerEvents)[]) {
      this.engine.on(name, (payload) => (this.said[name] as unknown[]).push(payload));
    }
  }

  /** A track of the fake network; `broken` gives the error code of each of its sources. */
  track(name: string, durationS = 200, sources: (FakeFile['error'] | 'ok')[] = ['ok']): Playable {
    const urls = sources.map((outcome, index) => {
      const url = `/audio/${name}${index === 0 ? '' : `-${index}`}`;
      this.files.set(url, outcome === 'ok' || outcome === undefined ? { durationS } : { durationS, error: outcome });
      return url;
    });
    return {
      key: name,
      trackId: name.charCodeAt(0),
      kind: 'file',
      sources: urls.map((url) => ({ url, type: null })),
      durationMs: durationS * 1000,
      loudnessLufs: null,
    };
  }

  /** Plays a track, and gives the element it sounds on. */
  async playing(track: Playable): Promise<FakeMedia> {
    this.engine.load(track, { play: true });
    await settle();
    const [media] = this.sounding;
    if (!media) throw new Error('nothing sounds');
    return media;
  }

  /** The elements on which there is sound. */
  get sounding(): FakeMedia[] {
    return this.media.filter((media) => !media.paused && media.readyState >= 3);
  }
}
