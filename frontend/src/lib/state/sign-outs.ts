import type { TabChannel } from '../player/tabs.ts';

const CHANNEL = 'plyr-session';

/** P-SEC-14: who signs out does so in the whole browser, so every tab forgets whom it knew. */
export class SignOuts {
  readonly #channel: TabChannel | null;

  constructor(onelsewhere: (did: string) => void, channel = openChannel()) {
    this.#channel = channel;
    channel?.addEventListener('message', ({ data }) => {
      if (isSignOut(data)) onelsewhere(data.did);
    });
  }

  tell(did: string): void {
    this.#channel?.postMessage({ type: 'signed-out', did });
  }
}

const openChannel = (): TabChannel | null => ('BroadcastChannel' in globalThis ? new BroadcastChannel(CHANNEL) : null);

function isSignOut(data: unknown): data is { type: 'signed-out'; did: string } {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'signed-out' && 'did' in data;
}
