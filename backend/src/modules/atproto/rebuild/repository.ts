import { type LexMap, lexToJson } from '@atproto/lex';
import { def, verifyCommitSig } from '@atproto/repo';
import type { PutEvent } from '../ingest/repo-event.js';
import { isRev } from '../ingest/intake.rules.js';
import type { JsonRecord } from '../lexicon/merge.rules.js';
import type { CarBlocks } from './car-blocks.js';
import { cidText } from './cid-text.js';
import { leavesOf } from './leaves.js';
import { RepositoryBroken } from './rebuild.errors.js';

/** What somebody's repository holds of our collections, at one moment. */
export interface Repository {
  did: string;
  rev: string;
  /** Signed by its owner as a whole; else its server's word is taken for it. */
  isProven: boolean;
  /** Collection by collection. */
  records(): AsyncGenerator<PutEvent>;
}

/**
 * A repository out of its file. The commit is signed, it names the tree by its hash, and the tree names the records by
 * theirs: so what is read is what the owner wrote, and all of it.
 * @throws {RepositoryBroken}
 */
export async function provenRepository(
  blocks: CarBlocks,
  { did, key, nsids }: { did: string; key: string; nsids: readonly string[] },
): Promise<Repository> {
  const commit = await signedCommit(blocks, did, key);
  const { rev, data } = commit;
  async function* records(): AsyncGenerator<PutEvent> {
    for (const collection of nsids) {
      const prefix = `${collection}/`;
      for (const leaf of leavesOf(blocks, data, prefix)) {
        const rkey = leaf.key.slice(prefix.length);
        const value = lexToJson(blocks.read(leaf.cid)) as JsonRecord;
        yield { kind: 'put', did, collection, rkey, rev, cid: cidText(leaf.cid), value };
      }
    }
  }
  return { did, rev, isProven: true, records };
}

async function signedCommit(blocks: CarBlocks, did: string, key: string) {
  const { data: commit, success } = def.commit.schema.safeParse(blocks.read(blocks.root) satisfies LexMap);
  if (!success || !isRev(commit.rev)) throw new RepositoryBroken('its commit has not the right form');
  if (commit.did !== did) throw new RepositoryBroken(`it is that of ${commit.did}`);
  if (!(await verifyCommitSig(commit, key))) throw new NotSigned();
  return commit;
}

/** Also when the owner changed the key since it was asked for. */
export class NotSigned extends RepositoryBroken {
  constructor() {
    super('its owner did not sign it');
  }
}
