import { cborToLexRecord } from '@atproto/repo';
import { hash } from 'node:crypto';
import { type Cid, isCid, type LexMap } from '@atproto/lex';
import { RepositoryBroken } from './rebuild.errors.js';

/** A CID of the network: version, codec, SHA-256, its length, the digest. */
const CID_BYTES = 36;
const DIGEST_AT = 4;
const LONGEST_VARINT = 8;

/**
 * The blocks of a CAR file, found by their hashes. The reader of the library makes an object of every block, and checks
 * all; a repository holds mostly what is not ours, so here a block is hashed and decoded when somebody wants it, which
 * makes reading five times as fast (P12).
 */
export class CarBlocks {
  private readonly places = new Map<string, [start: number, end: number]>();
  readonly root: Cid;

  /** @throws {RepositoryBroken} */
  constructor(private readonly file: Buffer) {
    let [length, at] = this.varint(0);
    const { roots } = decoded(this.file.subarray(at, at + length));
    const [root, ...others] = Array.isArray(roots) ? roots : [];
    if (!isCid(root) || others.length > 0) throw new RepositoryBroken('its file has not one root');
    this.root = root;
    for (at += length; at < file.length; at += length) {
      [length, at] = this.varint(at);
      if (length < CID_BYTES || at + length > file.length) throw new RepositoryBroken('its file ends within a block');
      this.places.set(file.toString('latin1', at + DIGEST_AT, at + CID_BYTES), [at + CID_BYTES, at + length]);
    }
  }

  /** The block, which is what its hash says. @throws {RepositoryBroken} */
  read(cid: Cid): LexMap {
    const digest = Buffer.from(cid.multihash.digest).toString('latin1');
    const place = this.places.get(digest);
    if (!place) throw new RepositoryBroken(`block ${cid.toString()} is missing`);
    const bytes = this.file.subarray(...place);
    if (hash('sha256', bytes, 'buffer').toString('latin1') !== digest)
      throw new RepositoryBroken(`block ${cid.toString()} is not what its hash says`);
    return decoded(bytes);
  }

  private varint(at: number): [value: number, next: number] {
    let value = 0;
    for (let n = 0; n < LONGEST_VARINT; n++) {
      const byte = this.file[at + n];
      if (byte === undefined) break;
      value += (byte & 0x7f) * 2 ** (7 * n);
      if (byte < 0x80) return [value, at + n + 1];
    }
    throw new RepositoryBroken('its file is no CAR file');
  }
}

function decoded(bytes: Uint8Array): LexMap {
  try {
    return cborToLexRecord(bytes);
  } catch (error) {
    throw new RepositoryBroken('a block cannot be decoded', error);
  }
}
