import type { Intake } from '../ingest/intake.js';
import { ORDER_OF_INTAKE, uriOf } from '../ingest/intake.rules.js';
import type { PutEvent, RepoEvent } from '../ingest/repo-event.js';
import type { Collections } from '../lexicon/collections.js';
import type { Collection } from '../lexicon/collections.rules.js';
import { type Decided, IntakeBatches } from './intake-batches.js';
import type { RebuildOptions } from './rebuild-options.js';
import type { Repository } from './repository.js';
import { Spool } from './spool.js';
import { Tally } from './tally.js';

/** Batches of records about others that are written at once: the order of likes and comments is in the records. */
const WIDTH = 2;

/** What others are about; everything else waits until all of these were read. */
const SUBJECTS: ReadonlySet<Collection> = new Set(['actor.profile', 'track']);

interface Surroundings extends Pick<RebuildOptions, 'dryRun' | 'prune' | 'progress'> {
  folder: string;
  intake: Intake;
  collections: Collections;
}

/** One rebuild under way: repositories go in, and their records come to the index in an order that needs no waiting. */
export class Reading {
  readonly tally = new Tally();
  /** The database cannot be had: there is no sense in going on with the next repository. */
  isBroken = false;
  private readonly batches: IntakeBatches;
  private readonly spool: Spool;
  /** In a dry run nothing is kept, so likes of tracks that would be new seem to be about nothing. */
  private readonly promised = new Set<string>();

  constructor(private readonly around: Surroundings) {
    const { intake, dryRun = false, folder, collections } = around;
    this.batches = new IntakeBatches(intake, dryRun, (some) => this.count(some));
    const later = ORDER_OF_INTAKE.filter((name) => !SUBJECTS.has(name));
    this.spool = new Spool(
      folder,
      later.map((name) => collections.nsid(name)),
    );
  }

  /** Throws when the repository turns out to be broken; what came before that is proven, and stays. */
  async take(repository: Repository): Promise<void> {
    const seen = this.around.prune && new Set<string>();
    for await (const event of repository.records()) {
      this.tally.seen += 1;
      seen?.add(uriOf(event));
      await (this.spool.keeps(event.collection) ? this.spool.keep(event) : this.give(event));
    }
    if (seen) await this.prune(repository, seen);
    this.tally.repositories += 1;
    if (!repository.isProven) this.tally.unproven += 1;
  }

  async finish(): Promise<void> {
    await this.flush();
    this.batches.widen(WIDTH);
    let told = 0;
    let collection = '';
    for await (const event of this.spool.events()) {
      // Batches of one kind take their locks in one order, and do not wait for each other in a circle.
      if (event.collection !== collection) await this.flush();
      collection = event.collection;
      await this.give(event);
      if (++told % 1_000 === 0) this.around.progress?.(this.tally);
    }
    await this.flush();
  }

  private async prune({ did, rev }: Repository, seen: ReadonlySet<string>): Promise<void> {
    for (const uri of (await this.around.prune?.(did)) ?? []) {
      const [, collection = '', rkey = ''] = uri.slice('at://'.length).split('/');
      if (!seen.has(uri)) await this.give({ kind: 'delete', did, collection, rkey, rev });
    }
  }

  private give(event: RepoEvent): Promise<void> {
    return this.guarded(() => this.batches.add(event));
  }

  private flush(): Promise<void> {
    return this.guarded(() => this.batches.flush());
  }

  private async guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.isBroken = true;
      throw error;
    }
  }

  private count(some: readonly Decided[]): void {
    for (const { event, outcome } of some) {
      const collection = this.around.collections.named(event.collection) ?? 'other';
      if (event.kind === 'delete' && outcome.kind === 'taken') this.tally.count(collection, { kind: 'removed' });
      else if (outcome.kind === 'parked' && this.isPromised(event)) this.tally.count(collection, { kind: 'taken' });
      else this.tally.count(collection, outcome);
      if (this.around.dryRun && outcome.kind === 'taken') this.promised.add(uriOf(event));
    }
  }

  private isPromised(event: RepoEvent): boolean {
    return event.kind === 'put' && this.promised.has(subjectOf(event));
  }
}

function subjectOf({ value }: PutEvent): string {
  const { subject } = value as { subject?: { uri?: unknown } };
  return typeof subject?.uri === 'string' ? subject.uri : '';
}
