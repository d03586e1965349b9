import { Injectable } from '@nestjs/common';
import { isValidDid } from '@atproto/syntax';
import { Resolver } from 'node:dns/promises';
import { Settings } from '../../../platform/config/index.js';
import { GuardedFetch } from '../network/guarded-fetch.js';
import { agreedAnswer, didInRecords } from './handle-answers.rules.js';

const PATIENCE_MS = 4_000;
const MAX_BYTES = 8 * 1024;
/** The resolver's words for "this name has no such record". */
const NO_RECORD = new Set(['ENOTFOUND', 'ENODATA', 'NXDOMAIN']);

/** Asks the network which DID a handle names: DNS and the web site of the handle, or the local PDS for its own. */
@Injectable()
export class HandleLookup {
  private readonly dns = new Resolver({ timeout: PATIENCE_MS / 2, tries: 2 });

  constructor(
    private readonly settings: Settings,
    private readonly network: GuardedFetch,
  ) {}

  /** `null` when nobody has this handle; throws when neither way could be asked. */
  async didOf(handle: string): Promise<string | null> {
    if (this.settings.devPdsUrl && handle.endsWith('.test')) return this.fromServer(this.settings.devPdsUrl, handle);
    return agreedAnswer(await Promise.allSettled([this.fromDns(handle), this.fromWebSite(handle)]));
  }

  private async fromDns(handle: string): Promise<string | null> {
    const records = await this.dns.resolveTxt(`_atproto.${handle}`).catch((error: NodeJS.ErrnoException) => {
      if (NO_RECORD.has(error.code ?? '')) return [];
      throw error;
    });
    return didIn(didInRecords(records));
  }

  private async fromWebSite(handle: string): Promise<string | null> {
    const answer = await this.ask(`https://${handle}/.well-known/atproto-did`);
    const text = await answer.text();
    return answer.ok ? didIn(text.split('\n', 1)[0]?.trim()) : null;
  }

  private async fromServer(server: string, handle: string): Promise<string | null> {
    const query = new URLSearchParams({ handle });
    const answer = await this.ask(`${server}/xrpc/com.atproto.identity.resolveHandle?${query.toString()}`);
    if (answer.status >= 500) throw new Error(`${server} answered ${answer.status}`);
    const { did } = (await answer.json()) as { did?: string };
    return answer.ok ? didIn(did) : null;
  }

  private ask(url: string): Promise<Response> {
    return this.network.fetch(url, { timeoutMs: PATIENCE_MS, maxBytes: MAX_BYTES });
  }
}

function didIn(text: string | undefined): string | null {
  return text && isValidDid(text) ? text : null;
}
