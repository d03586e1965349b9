import type { Playback, PlaybackObserver } from './playback.ts';

/** The part of a `BroadcastChannel` that is used; it does not deliver to its own tab. */
export interface TabChannel {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
}

export const TAB_CHANNEL = 'plyr-player';
const STARTED = { type: 'started' } as const;

/** Starting here pauses the other tabs (P-PLAY-10). */
export class Tabs implements PlaybackObserver {
  readonly #channel: TabChannel;
  #sounding = false;

  constructor(channel: TabChannel, onStartedElsewhere: () => void) {
    this.#channel = channel;
    channel.addEventListener('message', ({ data }) => {
      if (isStarted(data)) onStartedElsewhere();
    });
  }

  playback({ sounding }: Playback): void {
    if (sounding && !this.#sounding) this.#channel.postMessage(STARTED);
    this.#sounding = sounding;
  }
}

function isStarted(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === STARTED.type;
}
