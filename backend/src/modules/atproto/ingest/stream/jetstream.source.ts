import { websocket } from '@atproto/ws-client';
import { HOUR_MS, SECOND_MS } from '../../../../common/clock.js';
import { cursorAfterPause, jetstreamMessage } from './jetstream.rules.js';
import { staying } from './sockets.js';
import type { Message, Source, Watcher } from './source.js';

export interface JetstreamOptions {
  /** `wss://host`, in rotation. */
  urls: readonly string[];
  /** The collections to ask for: whole NSIDs, because a prefix would take in other namespaces (P-DUAL-12). */
  nsids: readonly string[];
  idleTimeoutMs?: number;
}

/** Everyone's identity events come through Jetstream, so a living host is never silent for long. */
const IDLE_TIMEOUT_MS = 30 * SECOND_MS;
/** Instances keep a day or more; who was away for longer may have missed something, and is told nothing of it. */
const KEPT_MS = 24 * HOUR_MS;

const GAP: Message = { read: () => Promise.resolve([{ kind: 'gap', reason: 'outdated_cursor' }]) };

function isOutdated(cursor: number | undefined): boolean {
  return cursor !== undefined && Date.now() - cursor / 1000 > KEPT_MS;
}

/** Jetstream: the firehose as JSON, not verified. Its cursor is a time in microseconds, the same on every host. */
export class JetstreamSource implements Source {
  readonly stream = 'jetstream';
  private dialed = 0;

  constructor(private readonly options: JetstreamOptions) {
    if (options.urls.length === 0) throw new Error('JETSTREAM_URLS names no host');
  }

  async *open(cursor: () => number | undefined, watcher: Watcher, signal: AbortSignal): AsyncGenerator<Message> {
    let hasMissed = false;
    const address = (): URL => {
      const from = cursor();
      hasMissed ||= isOutdated(from);
      return this.nextAddress(from);
    };
    const idleTimeoutMs = this.options.idleTimeoutMs ?? IDLE_TIMEOUT_MS;
    const { dial, options } = staying({ address, idleTimeoutMs, watcher, signal });
    for await (const text of websocket<'text'>(dial, { ...options, dataMode: 'text' })) {
      if (hasMissed) yield GAP;
      hasMissed = false;
      const message = this.decoded(text, watcher);
      if (message) yield message;
    }
  }

  /** Each connection goes to the next host: the last one was lost, or silent. */
  private nextAddress(cursor: number | undefined): URL {
    const { urls, nsids } = this.options;
    const url = new URL('/subscribe', urls[this.dialed++ % urls.length]);
    for (const nsid of nsids) url.searchParams.append('wantedCollections', nsid);
    if (cursor !== undefined) url.searchParams.set('cursor', String(cursorAfterPause(cursor)));
    return url;
  }

  private decoded(text: string, watcher: Watcher): Message | undefined {
    try {
      return jetstreamMessage(JSON.parse(text));
    } catch (error) {
      watcher.malformed(this.stream, error);
      return undefined;
    }
  }
}
