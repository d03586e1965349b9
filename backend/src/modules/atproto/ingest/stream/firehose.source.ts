import type { LexMap } from '@atproto/lex';
import { websocket } from '@atproto/ws-client';
import type { Commits } from './commits.js';
import { type Frame, readFrame } from './frame.rules.js';
import { staying } from './sockets.js';
import { CursorRefused, type Message, type NetworkEvent, type Source, StreamRefused, type Watcher } from './source.js';

export interface FirehoseOptions {
  /** `wss://host`. */
  url: string;
  /** A relay that sends nothing for so long is dead; a local PDS may well have nothing to say. */
  idleTimeoutMs?: number;
}

const METHOD = 'com.atproto.sync.subscribeRepos';

/** The firehose of a relay or PDS; each commit of ours is verified. Its cursor is the sequence number of that host. */
export class FirehoseSource implements Source {
  readonly stream: string;

  constructor(
    private readonly options: FirehoseOptions,
    private readonly commits: Commits,
  ) {
    this.stream = `firehose ${new URL(options.url).host}`;
  }

  async *open(cursor: () => number | undefined, watcher: Watcher, signal: AbortSignal): AsyncGenerator<Message> {
    const { idleTimeoutMs } = this.options;
    const { dial, options } = staying({ address: () => this.address(cursor()), idleTimeoutMs, watcher, signal });
    for await (const bytes of websocket<'binary'>(dial, { ...options, dataMode: 'binary' })) {
      const frame = this.decoded(bytes, watcher);
      if (frame) yield this.message(frame);
    }
  }

  private address(cursor: number | undefined): URL {
    const url = new URL(`/xrpc/${METHOD}`, this.options.url);
    if (cursor !== undefined) url.searchParams.set('cursor', String(cursor));
    return url;
  }

  private decoded(bytes: Uint8Array, watcher: Watcher): Frame | undefined {
    try {
      return readFrame(bytes);
    } catch (error) {
      watcher.malformed(this.stream, error);
      return undefined;
    }
  }

  private message(frame: Frame): Message {
    if ('error' in frame) {
      if (frame.error === 'FutureCursor') throw new CursorRefused(this.stream);
      throw new StreamRefused(`${this.stream}: ${frame.error} ${frame.message}`);
    }
    const { type, body } = frame;
    if (type === '#info') return notice(body);
    const read = this.reader(type, body);
    const did = body.repo ?? body.did;
    return {
      ...(typeof body.seq === 'number' ? { cursor: body.seq } : {}),
      ...(typeof body.time === 'string' ? { at: Date.parse(body.time) } : {}),
      ...(typeof did === 'string' ? { did } : {}),
      ...(read ? { read } : {}),
    };
  }

  private reader(type: string, body: LexMap): (() => Promise<NetworkEvent[]>) | undefined {
    if (type === '#commit') return this.commits.isOurs(body) ? () => this.commits.read(body) : undefined;
    const event = aboutAccount(type, body);
    return event && (() => Promise.resolve([event]));
  }
}

function aboutAccount(type: string, { did, active, status }: LexMap): NetworkEvent | undefined {
  if (typeof did !== 'string') return undefined;
  if (type === '#identity') return { kind: 'identity', did };
  if (type === '#sync') return { kind: 'resync', did, reason: 'sync', onlyKnown: true };
  if (type !== '#account' || typeof active !== 'boolean') return undefined;
  return { kind: 'account', did, active, ...(typeof status === 'string' ? { status } : {}) };
}

/** What the host says about the stream itself. */
function notice({ name }: LexMap): Message {
  if (name !== 'OutdatedCursor') return {};
  return { read: () => Promise.resolve([{ kind: 'gap', reason: 'outdated_cursor' }]) };
}
