import { Injectable } from '@nestjs/common';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { MINUTE_MS } from '../../../common/clock.js';
import { Identity } from '../identity/identity.service.js';
import { SigningKeys } from '../identity/signing-keys.js';
import type { PutEvent } from '../ingest/repo-event.js';
import { ORDER_OF_INTAKE } from '../ingest/intake.rules.js';
import { Collections } from '../lexicon/collections.js';
import { GuardedFetch } from '../network/guarded-fetch.js';
import { isAboutAccount } from '../network/moved.rules.js';
import { PdsRefusal, readAnswer } from '../network/pds-answer.js';
import { RecordReader } from '../records/record-reader.js';
import { CarBlocks } from './car-blocks.js';
import { NotSigned, provenRepository, type Repository } from './repository.js';

/** Larger ones hold mostly what is not ours, and are asked for page by page. */
const LARGEST_FILE_BYTES = 256 * 1024 * 1024;
const PATIENCE_MS = 5 * MINUTE_MS;

/** Reads whole repositories, as anyone may. */
@Injectable()
export class Repositories {
  constructor(
    private readonly identity: Identity,
    private readonly keys: SigningKeys,
    private readonly network: GuardedFetch,
    private readonly reader: RecordReader,
    private readonly collections: Collections,
    @InjectPinoLogger(Repositories.name) private readonly log: PinoLogger,
  ) {}

  /**
   * Puts the repository into this file; false when its server does not give it as one.
   * @throws {PdsRefusal} when the server does not have the account; an error of the network when it cannot be reached
   */
  async download(did: string, path: string): Promise<boolean> {
    const { pdsUrl } = await this.identity.resolve(did);
    const url = `${pdsUrl}/xrpc/com.atproto.sync.getRepo?${new URLSearchParams({ did }).toString()}`;
    try {
      const answer = await this.network.fetch(url, { maxBytes: LARGEST_FILE_BYTES, timeoutMs: PATIENCE_MS });
      if (!answer.ok || !answer.body) await readAnswer(answer, new Date());
      await pipeline(Readable.from(answer.body ?? []), createWriteStream(path));
      return true;
    } catch (error) {
      if (error instanceof PdsRefusal && isAboutAccount(error)) throw error;
      this.log.info({ err: error, did }, 'a repository did not come as a file; its records are asked for');
      return false;
    }
  }

  /** What was downloaded. @throws {RepositoryBroken} {@link SigningKeyMissing} */
  async open(did: string, path: string): Promise<Repository> {
    const blocks = new CarBlocks(await readFile(path));
    const nsids = this.nsids();
    try {
      return await provenRepository(blocks, { did, key: await this.keys.of(did), nsids });
    } catch (error) {
      if (!(error instanceof NotSigned)) throw error;
      return provenRepository(blocks, { did, key: await this.keys.of(did, { fresh: true }), nsids });
    }
  }

  /** The same by the pages of `listRecords`, which nobody signed. */
  async list(did: string): Promise<Repository> {
    // Asked before the records: what is written meanwhile has a later rev, and wins.
    const rev = await this.reader.rev(did);
    return { did, rev, isProven: false, records: () => this.listed(did, rev) };
  }

  private async *listed(did: string, rev: string): AsyncGenerator<PutEvent> {
    for (const name of ORDER_OF_INTAKE) {
      const collection = this.collections.nsid(name);
      for await (const page of this.reader.list(did, name)) {
        for (const { uri, cid, value } of page)
          yield { kind: 'put', did, collection, rkey: uri.slice(uri.lastIndexOf('/') + 1), rev, cid, value };
      }
    }
  }

  private nsids(): string[] {
    return ORDER_OF_INTAKE.map((name) => this.collections.nsid(name));
  }
}
