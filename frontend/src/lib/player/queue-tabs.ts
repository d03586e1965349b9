import type { TabChannel } from './tabs.ts';

export const QUEUE_CHANNEL = 'plyr-queue';

export interface QueueTabsParts {
  channel: TabChannel;
  /** Names this tab among the others. */
  tab: string;
  /** Another tab changed the queue: it is read again, and nothing starts. */
  onchanged: () => void;
  /** Nobody looks or listens here: the news can wait until somebody does. */
  mayWait: () => boolean;
}

/** Tells the other tabs of this browser that the queue changed, and hears it from them. */
export class QueueTabs {
  readonly #parts: QueueTabsParts;
  #missed = false;

  constructor(parts: QueueTabsParts) {
    this.#parts = parts;
    parts.channel.addEventListener('message', ({ data }) => {
      if (!isChange(data) || data.tab === parts.tab) return;
      if (parts.mayWait()) this.#missed = true;
      else parts.onchanged();
    });
  }

  /** Positions are not told: they change all the time, and who looks at another tab asks anyway. */
  saved(list: boolean): void {
    if (list) this.#parts.channel.postMessage({ type: 'changed', tab: this.#parts.tab });
  }

  /** Somebody looks or listens here again. */
  attend(): void {
    if (!this.#missed) return;
    this.#missed = false;
    this.#parts.onchanged();
  }
}

function isChange(data: unknown): data is { type: 'changed'; tab: string } {
  return typeof data === 'object' && data !== null && 'tab' in data && 'type' in data && data.type === 'changed';
}
