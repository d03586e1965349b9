import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/index.js';
import type { ListItem } from './list.record.js';
import { type ListSubject, ListSnapshotsRepository } from './list-snapshots.repository.js';

/**
 * Which items of a list record are, or once were, ours; all others another client put there. Without this memory a
 * removed item could not be told from one that somebody else has just added.
 */
@Injectable()
export class ListSnapshots {
  constructor(private readonly snapshots: ListSnapshotsRepository) {}

  members(subject: ListSubject, tx?: Tx): Promise<Set<string>> {
    return this.snapshots.members(subject, tx);
  }

  /** `ours` are ours from now on, and so are items of the record that were: until a write without them is seen. */
  async learn(
    subject: ListSubject,
    record: { did: string; items: readonly ListItem[] },
    ours: readonly string[],
    tx?: Tx,
  ): Promise<void> {
    const known = await this.snapshots.members(subject, tx);
    const still = record.items.map(({ uri }) => uri).filter((uri) => known.has(uri));
    await this.snapshots.save(subject, record.did, new Set([...ours, ...still]), tx);
  }

  /** The record was written and holds these: what was ours and is not among them has left it. */
  keepOnly(subject: ListSubject, items: readonly ListItem[]): Promise<void> {
    return this.snapshots.keepOnly(
      subject,
      items.map(({ uri }) => uri),
    );
  }

  forget(subject: ListSubject): Promise<void> {
    return this.snapshots.forget(subject);
  }
}
