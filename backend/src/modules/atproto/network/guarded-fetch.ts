import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type Agent, fetch as undiciFetch, type RequestInit as UndiciInit } from 'undici';
import { SECOND_MS } from '../../../common/clock.js';
import { Settings } from '../../../platform/config/index.js';
import { isPublicAddress } from './address.rules.js';
import { received } from './answer.js';
import { Deadline } from './deadline.js';
import { AddressRefused } from './network.errors.js';
import { pinnedAgent } from './pinned-agent.js';

/** The usual `RequestInit`, and what a guarded call adds to it. */
export interface GuardedInit extends RequestInit {
  /** Most bytes the answer may have, decompressed. Default 5 MiB. */
  maxBytes?: number;
  /** Most time until the last byte of the answer. Default PDS_TIMEOUT_SECONDS. */
  timeoutMs?: number;
}

const DEFAULT_MAX_BYTES = 5 * 1024 * 1024;

/**
 * The one way to call an address that a user can influence (SEC-07, P-SEC-08): https, a public address that is pinned
 * when the connection is made, no redirects, bounded size and time, our name in `User-Agent`. In development and test
 * the origins of DEV_PDS_URL, of the PLC directory and of the scanner are exempt from the first two.
 */
@Injectable()
export class GuardedFetch implements OnApplicationShutdown {
  private readonly local: ReadonlySet<string>;
  private readonly agent: Agent;

  constructor(private readonly settings: Settings) {
    this.local = localOrigins(settings);
    this.agent = pinnedAgent({ trusts: (origin) => this.local.has(origin), permits: isPublicAddress });
  }

  /**
   * As the global `fetch`, and can be given to libraries as one. Throws the errors of `network.errors.ts`. A redirect is
   * an error, or with `redirect: 'manual'` the answer itself; it is never followed.
   */
  readonly fetch = async (input: string | URL | Request, init: GuardedInit = {}): Promise<Response> => {
    const { maxBytes = DEFAULT_MAX_BYTES, timeoutMs = this.settings.pdsTimeoutSeconds * SECOND_MS, ...rest } = init;
    const url = new URL(input instanceof Request ? input.url : input);
    this.inspect(url);
    const request = new Request(input, { ...rest, ...(rest.body ? { duplex: 'half' } : {}) });
    const deadline = new Deadline(url.host, timeoutMs, request.signal);
    try {
      const answer = await undiciFetch(url, await this.outgoing(request, deadline.signal));
      return await received(answer, { url, maxBytes, deadline, redirect: request.redirect });
    } catch (error) {
      deadline.stop();
      throw deadline.explain(error);
    }
  };

  async onApplicationShutdown(): Promise<void> {
    await this.agent.destroy();
  }

  private inspect(url: URL): void {
    if (url.username || url.password) throw new AddressRefused(url.host, 'it carries a name or password');
    if (url.protocol === 'https:' || this.local.has(url.origin)) return;
    throw new AddressRefused(url.host || url.protocol, 'it is not https');
  }

  private async outgoing(request: Request, signal: AbortSignal): Promise<UndiciInit> {
    const headers = [...request.headers];
    if (!request.headers.has('user-agent')) headers.push(['user-agent', `plyr.fm (+${this.settings.frontendUrl})`]);
    const body = await outgoingBody(request);
    return { method: request.method, headers, ...body, redirect: 'manual', signal, dispatcher: this.agent };
  }
}

/** The only private addresses that may be called, and only in development and test. */
function localOrigins(settings: Settings): ReadonlySet<string> {
  if (!settings.isLocal || !settings.devPdsUrl) return new Set();
  const { devPdsUrl, atprotoPlcUrl, moderationAuddApiUrl } = settings;
  return new Set([devPdsUrl, atprotoPlcUrl, moderationAuddApiUrl].map((url) => new URL(url).origin));
}

/** Texts are sent whole, with their length, which some servers insist on; anything else streams. */
async function outgoingBody(request: Request): Promise<UndiciInit> {
  if (!request.body) return {};
  const isText = /^(text\/|application\/(json|x-www-form-urlencoded))/.test(request.headers.get('content-type') ?? '');
  return isText ? { body: await request.text() } : { body: request.body as UndiciInit['body'], duplex: 'half' };
}
