import { type Cid, isCid, type LexMap } from '@atproto/lex';
import type { CarBlocks } from './car-blocks.js';
import { RepositoryBroken } from './rebuild.errors.js';

export interface Leaf {
  /** `collection/rkey` */
  key: string;
  cid: Cid;
}

interface Entry {
  key: string;
  cid: Cid;
  /** What sorts after this key and before the next one. */
  right: Cid | null;
}

/** Real trees have a dozen levels at most. */
const DEEPEST = 64;

/**
 * The keys that begin with `prefix`, in their order, out of the tree of a repository. Only the nodes on the way to them
 * are read. Keys must ascend, as the protocol wants it: so no tree can lead us in circles or to the same leaf twice.
 * @throws {RepositoryBroken}
 */
export function* leavesOf(blocks: CarBlocks, tree: Cid, prefix: string): Generator<Leaf> {
  const end = `${prefix}\u{10ffff}`;
  let last = '';
  yield* walk(tree, 0);

  function* walk(cid: Cid, depth: number): Generator<Leaf> {
    if (depth > DEEPEST) throw new RepositoryBroken('its tree is too deep');
    const { left, entries } = nodeOf(blocks.read(cid));
    const [first] = entries;
    if (!first && !left && depth > 0) throw new RepositoryBroken('its tree has an empty node');
    if (left && (!first || first.key > prefix)) yield* walk(left, depth + 1);
    for (const [index, { key, cid: value, right }] of entries.entries()) {
      if (key <= last) throw new RepositoryBroken('its keys do not ascend');
      last = key;
      if (key >= end) return;
      if (key >= prefix) yield { key, cid: value };
      const next = entries[index + 1];
      if (right && (!next || next.key > prefix)) yield* walk(right, depth + 1);
    }
  }
}

function nodeOf({ l, e }: LexMap): { left: Cid | null; entries: Entry[] } {
  if (!Array.isArray(e) || !isLink(l)) throw new RepositoryBroken('a node of its tree has not the right form');
  let key = '';
  const entries = e.map((entry): Entry => {
    const { p, k, v, t } = entry as LexMap;
    if (typeof p !== 'number' || !(k instanceof Uint8Array) || !isCid(v) || !isLink(t))
      throw new RepositoryBroken('an entry of its tree has not the right form');
    key = key.slice(0, p) + Buffer.from(k.buffer, k.byteOffset, k.byteLength).toString('latin1');
    return { key, cid: v, right: t };
  });
  return { left: l, entries };
}

function isLink(value: unknown): value is Cid | null {
  return value === null || isCid(value);
}
