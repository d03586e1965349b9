import { Injectable } from '@nestjs/common';
import { type DidDocument, getHandle, getPdsEndpoint } from '@atproto/common-web';
import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { Clock, MINUTE_MS, SECOND_MS } from '../../../common/clock.js';
import { DomainError } from '../../../common/errors.js';
import { Settings } from '../../../platform/config/index.js';
import type { Account } from '../accounts/account.entity.js';
import { AccountsRepository, NO_HANDLE } from '../accounts/accounts.repository.js';
import { Accounts } from '../accounts/accounts.service.js';
import { DidDocuments } from './did-documents.js';
import { type Identifier, probablyMeant, readIdentifier } from './handle.rules.js';
import { HandleLookup } from './handle-lookup.js';
import { HandleUnknown, IdentityUnreachable } from './identity.errors.js';

export interface ResolvedIdentity {
  did: string;
  /** Confirmed in both directions, else `handle.invalid`. */
  handle: string;
  /** Origin of the PDS. */
  pdsUrl: string;
}

const AT_ONCE = 8;
/** A server that is down for long shall not make the directory answer for every try. */
const JUST_NOW_MS = MINUTE_MS;

/** Who a handle or DID is and where their repository lives, kept in `accounts` for IDENTITY_CACHE_SECONDS (CON-07). */
@Injectable()
export class Identity {
  constructor(
    private readonly handles: HandleLookup,
    private readonly documents: DidDocuments,
    private readonly rows: AccountsRepository,
    private readonly accounts: Accounts,
    private readonly settings: Settings,
    private readonly clock: Clock,
    @InjectPinoLogger(Identity.name) private readonly log: PinoLogger,
  ) {}

  /**
   * Resolves what a person typed or what stands in a record. `fresh` asks the network in any case.
   * @throws {HandleMalformed} {@link HandleUnknown} {@link IdentityUnreachable}
   */
  async resolve(handleOrDid: string, { fresh = false } = {}): Promise<ResolvedIdentity> {
    const wanted = readIdentifier(handleOrDid);
    const known = fresh ? null : await this.known(wanted);
    if (known && this.isRecent(known)) return known;
    try {
      return await this.ask(wanted);
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'refused') throw error;
      // Out of date is better than nothing while a directory is away.
      if (known) return known;
      throw new IdentityUnreachable(nameOf(wanted), error);
    }
  }

  /** Where the repositories of these people live; those that cannot be found out now are missing. */
  async pdsUrls(dids: Iterable<string>): Promise<Map<string, string>> {
    const wanted = [...new Set(dids)];
    const accounts = await this.rows.findAll(wanted);
    const believed = accounts.filter(({ pdsCheckedAt }) => pdsCheckedAt !== null);
    const found = new Map(believed.flatMap(({ did, pdsUrl }) => (pdsUrl ? [[did, pdsUrl] as const] : [])));
    const missing = wanted.filter((did) => !found.has(did));
    while (missing.length > 0) {
      const resolved = await Promise.allSettled(missing.splice(0, AT_ONCE).map((did) => this.resolve(did)));
      for (const one of resolved) if (one.status === 'fulfilled') found.set(one.value.did, one.value.pdsUrl);
    }
    return found;
  }

  /**
   * The PDS was not there, or answered as if the account were not (CON-07): the next to ask looks it up anew. Answers
   * whether there is something to find out: an address that was looked up just now is not forgotten.
   */
  forget(did: string): Promise<boolean> {
    return this.rows.forgetPds(did, this.clock.after(-JUST_NOW_MS));
  }

  private async known(wanted: Identifier): Promise<KnownIdentity | null> {
    const account = 'did' in wanted ? await this.rows.find(wanted.did) : await this.rows.byHandle(wanted.handle);
    if (!account?.pdsUrl) return null;
    // A former handle says nothing about who has it now.
    if ('handle' in wanted && account.handle.toLowerCase() !== wanted.handle) return null;
    return { did: account.did, handle: account.handle, pdsUrl: account.pdsUrl, checkedAt: checkedAt(account) };
  }

  private isRecent({ checkedAt: at }: KnownIdentity): boolean {
    return at !== null && this.clock.now().getTime() - at < this.settings.identityCacheSeconds * SECOND_MS;
  }

  private async ask(wanted: Identifier): Promise<ResolvedIdentity> {
    const did = 'did' in wanted ? wanted.did : await this.didOf(wanted.handle);
    const document = await this.documents.find(did);
    if (!document) throw new HandleUnknown(nameOf(wanted), 'its identity is not registered');
    const pdsUrl = getPdsEndpoint(document);
    if (!pdsUrl) throw new HandleUnknown(nameOf(wanted), 'its identity names no server');
    const handle = await this.confirmedHandle(document, wanted);
    await this.accounts.ensure(did, { handle, pdsUrl: new URL(pdsUrl).origin });
    return { did, handle, pdsUrl: new URL(pdsUrl).origin };
  }

  private async didOf(handle: string): Promise<string> {
    const did = await this.handles.didOf(handle);
    if (did) return did;
    throw new HandleUnknown(handle, undefined, probablyMeant(handle));
  }

  /** A handle counts when it names the DID and the DID's document names it. */
  private async confirmedHandle(document: DidDocument, wanted: Identifier): Promise<string> {
    const claimed = getHandle(document)?.toLowerCase();
    if ('handle' in wanted) {
      if (claimed === wanted.handle) return wanted.handle;
      throw new HandleUnknown(wanted.handle, 'the account it points to does not confirm it');
    }
    if (!claimed) return NO_HANDLE;
    const did = await this.handles.didOf(claimed).catch(async (error: unknown) => {
      this.log.info({ err: error, handle: claimed }, 'a handle could not be confirmed now');
      return (await this.rows.find(wanted.did))?.handle === claimed ? wanted.did : null;
    });
    return did === wanted.did ? claimed : NO_HANDLE;
  }
}

interface KnownIdentity extends ResolvedIdentity {
  /** When both handle and server were last seen to be right; null = never, or no longer believed. */
  checkedAt: number | null;
}

function checkedAt({ handleCheckedAt, pdsCheckedAt }: Account): number | null {
  return handleCheckedAt && pdsCheckedAt ? Math.min(handleCheckedAt.getTime(), pdsCheckedAt.getTime()) : null;
}

function nameOf(wanted: Identifier): string {
  return 'did' in wanted ? wanted.did : wanted.handle;
}
