import { Injectable } from '@nestjs/common';
import { getKey } from '@atproto/identity';
import { HOUR_MS, MINUTE_MS } from '../../../common/clock.js';
import { DidDocuments } from './did-documents.js';

interface KnownKey {
  key: Promise<string>;
  askedAt: number;
}

/** Keys change by an `#identity` event, which makes us forget; this is for the one that went unheard. */
const BELIEVED_MS = 12 * HOUR_MS;
/** A flood of wrong signatures shall not become a flood of questions. */
const ASKED_AGAIN_AFTER_MS = MINUTE_MS;
const MOST_KEPT = 50_000;

/** The document of a DID names no key to sign repositories with, or there is no document. */
export class SigningKeyMissing extends Error {
  constructor(did: string) {
    super(`${did} has no signing key`);
  }
}

/** The keys that repositories are signed with, as `did:key:…`. */
@Injectable()
export class SigningKeys {
  private readonly known = new Map<string, KnownKey>();

  constructor(private readonly documents: DidDocuments) {}

  /**
   * `fresh`: the key that we know did not fit.
   * @throws {SigningKeyMissing} or what the network throws
   */
  of(did: string, { fresh = false } = {}): Promise<string> {
    const found = this.known.get(did);
    const life = fresh ? ASKED_AGAIN_AFTER_MS : BELIEVED_MS;
    if (found && Date.now() - found.askedAt < life) return found.key;
    const key = this.ask(did);
    this.keep(did, { key, askedAt: Date.now() });
    key.catch(() => this.forget(did));
    return key;
  }

  forget(did: string): void {
    this.known.delete(did);
  }

  private async ask(did: string): Promise<string> {
    const document = await this.documents.find(did);
    const key = document && getKey(document);
    if (!key) throw new SigningKeyMissing(did);
    return key;
  }

  /** The one that was asked for longest ago makes room. */
  private keep(did: string, key: KnownKey): void {
    this.known.delete(did);
    this.known.set(did, key);
    const [oldest] = this.known.keys();
    if (oldest !== undefined && this.known.size > MOST_KEPT) this.known.delete(oldest);
  }
}
