import { DidResolver, IdResolver } from '@atproto/identity';
import { type LexMap, lexToJson } from '@atproto/lex';
import { cborToLexRecord, readCarWithRoot } from '@atproto/repo';
import { type CommitEvt, parseCommitAuthenticated } from '@atproto/sync';
import { Injectable } from '@nestjs/common';
import { SECOND_MS } from '../../../../common/clock.js';
import { SigningKeys } from '../../identity/signing-keys.js';
import { Collections } from '../../lexicon/collections.js';
import type { JsonRecord } from '../../lexicon/merge.rules.js';
import { isMap } from './frame.rules.js';
import type { NetworkEvent, ResyncEvent } from './source.js';

type Commit = Parameters<typeof parseCommitAuthenticated>[1];

/** Whoever answers more slowly is read again later, so that one slow host does not hold up everybody. */
const PATIENCE_MS = 2 * SECOND_MS;

/** Turns a `#commit` of the firehose into what it says of our records, after checking its signature and its proofs. */
@Injectable()
export class Commits {
  private readonly resolver: IdResolver;

  constructor(
    keys: SigningKeys,
    private readonly collections: Collections,
  ) {
    // The library asks it for keys only; left to itself it would ask directories unguarded (SEC-07).
    this.resolver = Object.assign(new IdResolver(), { did: new OurKeys(keys) });
  }

  /** Whether a commit has anything to do with our collections; not checked yet. */
  isOurs(body: LexMap): boolean {
    return body.tooBig === true || this.ours(body) > 0;
  }

  /** What a commit says; or that its repository has to be read again, when that cannot be had from the commit. */
  async read(body: LexMap): Promise<NetworkEvent[]> {
    const commit = body as unknown as Commit;
    if (commit.tooBig) return [{ ...again(commit, 'too_big'), onlyKnown: true }];
    try {
      const writes = await parseCommitAuthenticated(this.resolver, commit, this.isNamed);
      const isProven = writes.length === this.ours(body) && (await signedRev(commit)) === commit.rev;
      return isProven ? writes.map(toEvent) : [again(commit, 'unverified')];
    } catch (error) {
      return [again(commit, error instanceof KeyUnknown ? 'no_key' : 'unverified')];
    }
  }

  private readonly isNamed = (nsid: string) => this.collections.named(nsid) !== undefined;

  private ours({ ops }: LexMap): number {
    if (!Array.isArray(ops)) return 0;
    return ops.filter((op) => isMap(op) && typeof op.path === 'string' && this.isNamed(op.path.split('/')[0] ?? ''))
      .length;
  }
}

/** The key could not be had now. */
class KeyUnknown extends Error {}

class OurKeys extends DidResolver {
  constructor(private readonly keys: SigningKeys) {
    super({});
  }

  override async resolveAtprotoKey(did: string, fresh = false): Promise<string> {
    const late = AbortSignal.timeout(PATIENCE_MS);
    const tooLate = new Promise<never>((_, refuse) => {
      late.addEventListener('abort', () => refuse(new KeyUnknown(`the key of ${did} did not come in time`)));
    });
    const key = this.keys.of(did, { fresh }).catch((error: unknown) => {
      throw new KeyUnknown(`the key of ${did} cannot be had`, { cause: error });
    });
    return Promise.race([key, tooLate]);
  }
}

/** Hosts copy the rev beside the commit; what was signed stands in it. */
async function signedRev({ blocks }: Commit): Promise<unknown> {
  // Its blocks were compared with their cids before.
  const car = await readCarWithRoot(blocks, { skipCidVerification: true });
  const block = car.blocks.get(car.root);
  return block && cborToLexRecord(block).rev;
}

function again({ repo }: Commit, reason: string): ResyncEvent {
  return { kind: 'resync', did: repo, reason };
}

function toEvent(write: CommitEvt): NetworkEvent {
  const { did, collection, rkey, rev } = write;
  if (write.event === 'delete') return { kind: 'delete', did, collection, rkey, rev };
  const value = lexToJson(write.record) as JsonRecord;
  return { kind: 'put', did, collection, rkey, rev, cid: write.cid.toString(), value };
}
