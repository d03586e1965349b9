import { Injectable } from '@nestjs/common';
import { type DidDocument, didDocument } from '@atproto/common-web';
import { Settings } from '../../../platform/config/index.js';
import { GuardedFetch } from '../network/guarded-fetch.js';

const PATIENCE_MS = 5_000;
const MAX_BYTES = 64 * 1024;
const PUBLIC_DIRECTORY = 'https://plc.directory';

/** Fetches the document that says where a DID lives. */
@Injectable()
export class DidDocuments {
  /** Locally the directory of the devnet comes first, so that real identities can sign in as well. */
  private readonly directories: string[];

  constructor(
    settings: Settings,
    private readonly network: GuardedFetch,
  ) {
    const both = settings.appEnv === 'development' && settings.atprotoPlcUrl !== PUBLIC_DIRECTORY;
    this.directories = [settings.atprotoPlcUrl, ...(both ? [PUBLIC_DIRECTORY] : [])];
  }

  /** `null` for a DID that nobody registered, or of a method that the network does not use. */
  async find(did: string): Promise<DidDocument | null> {
    for (const url of this.places(did)) {
      const document = await this.at(url);
      if (document?.id === did) return document;
    }
    return null;
  }

  private places(did: string): string[] {
    if (did.startsWith('did:plc:')) return this.directories.map((directory) => `${directory}/${did}`);
    const host = /^did:web:([a-zA-Z0-9.-]+)$/.exec(did)?.[1];
    return host ? [`https://${host}/.well-known/did.json`] : [];
  }

  private async at(url: string): Promise<DidDocument | null> {
    const headers = { accept: 'application/did+ld+json,application/json' };
    const answer = await this.network.fetch(url, { headers, timeoutMs: PATIENCE_MS, maxBytes: MAX_BYTES });
    const text = await answer.text();
    if (answer.status === 404 || answer.status === 410) return null;
    if (!answer.ok) throw new Error(`${new URL(url).host} answered ${answer.status}`);
    return didDocument.parse(JSON.parse(text));
  }
}
