import { beforeAll, describe, expect, test } from '@jest/globals';
import { parseCid } from '@atproto/lex';
import { blocksToCarFile, BlockMap, MemoryBlockstore, readCarWithRoot, Repo, WriteOpAction } from '@atproto/repo';
import { Secp256k1Keypair } from '@atproto/crypto';
import { tidAt } from '../../../common/ids.js';
import { CarBlocks } from './car-blocks.js';
import { RepositoryBroken } from './rebuild.errors.js';
import { NotSigned, provenRepository } from './repository.js';

const DID = `did:plc:${'a'.repeat(24)}`;
const OURS = ['fm.plyr.track', 'fm.plyr.like'] as const;
const SIZE = 400;

let owner: Secp256k1Keypair;
let file: Buffer;

/** Records of ours between those of others, before and behind them in the order of keys. */
function writes() {
  return Array.from({ length: SIZE }, (_, n) => ({
    action: WriteOpAction.Create as const,
    collection: ['app.bsky.feed.post', ...OURS, 'fm.plyr.tracks', 'zone.other.thing'][
      n % 5
    ] as `${string}.${string}.${string}`,
    rkey: tidAt(1_700_000_000_000_000 + n),
    record: { $type: 'x', n },
  }));
}

beforeAll(async () => {
  owner = await Secp256k1Keypair.create();
  const storage = new MemoryBlockstore();
  const commit = await Repo.formatInitCommit(storage, DID, owner, writes());
  file = Buffer.from(await blocksToCarFile(commit.cid, commit.newBlocks));
});

async function read(bytes: Buffer, { did = DID, key = owner.did() } = {}) {
  const repository = await provenRepository(new CarBlocks(bytes), { did, key, nsids: OURS });
  const found: { collection: string; rkey: string; cid: string; value: unknown }[] = [];
  for await (const { collection, rkey, cid, value } of repository.records())
    found.push({ collection, rkey, cid, value });
  return { repository, found };
}

test('ING-10: every record of ours is read, none of others, collection by collection', async () => {
  const { repository, found } = await read(file);
  const expected = OURS.flatMap((nsid) =>
    writes()
      .filter(({ collection }) => collection === nsid)
      .map(({ collection, rkey, record }) => ({ collection, rkey, value: record })),
  );
  expect(found.map(({ cid: _, ...rest }) => rest)).toEqual(expected);
  expect([repository.did, repository.isProven]).toEqual([DID, true]);
  const { blocks } = await readCarWithRoot(file);
  for (const { cid } of found) expect(blocks.has(parseCid(cid))).toBe(true);
});

describe('what was not written by the owner is refused', () => {
  test('a signature of somebody else, and the repository of somebody else', async () => {
    const stranger = await Secp256k1Keypair.create();
    await expect(read(file, { key: stranger.did() })).rejects.toBeInstanceOf(NotSigned);
    await expect(read(file, { did: `did:plc:${'b'.repeat(24)}` })).rejects.toThrow(`it is that of ${DID}`);
  });

  test('a block that is not what its hash says, wherever a byte was changed', async () => {
    const at = file.indexOf('fm.plyr.track');
    for (const place of [at, file.lastIndexOf('n'), Math.floor(file.length / 2)]) {
      const changed = Buffer.from(file);
      changed[place] = (changed[place] ?? 0) ^ 1;
      // A change in what is not ours is never looked at; one in ours is never believed.
      const answer = await read(changed).catch((error: unknown) => error);
      if (!(answer instanceof RepositoryBroken)) expect(answer).toEqual(await read(file));
    }
    const inOurs = Buffer.from(file);
    inOurs[at] = (inOurs[at] ?? 0) ^ 1;
    await expect(read(inOurs)).rejects.toBeInstanceOf(RepositoryBroken);
  });

  test('a block that is missing', async () => {
    const { root, blocks } = await readCarWithRoot(file);
    const { found } = await read(file);
    const less = new BlockMap();
    for (const { cid, bytes } of blocks.entries()) if (cid.toString() !== found[0]?.cid) less.set(cid, bytes);
    await expect(read(Buffer.from(await blocksToCarFile(root, less)))).rejects.toThrow('is missing');
  });
});

test.each([
  ['nothing', Buffer.alloc(0)],
  ['no CAR file', Buffer.from('<html>not found</html>')],
  ['endless numbers', Buffer.alloc(100, 0xff)],
])('%s is no repository', async (_, bytes) => {
  await expect(read(bytes)).rejects.toBeInstanceOf(RepositoryBroken);
});

test('a file that was cut is no repository', async () => {
  await expect(read(file.subarray(0, file.length - 10))).rejects.toBeInstanceOf(RepositoryBroken);
});
