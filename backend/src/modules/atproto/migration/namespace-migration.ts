import { Injectable } from '@nestjs/common';
import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { Clock, SECOND_MS } from '../../../common/clock.js';
import { Settings } from '../../../platform/config/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { Locks } from '../../../platform/ephemeral/index.js';
import { Intake } from '../ingest/intake.js';
import { ORDER_OF_INTAKE } from '../ingest/intake.rules.js';
import type { PutEvent } from '../ingest/repo-event.js';
import { Collections } from '../lexicon/collections.js';
import type { Collection } from '../lexicon/collections.rules.js';
import { GrantDead } from '../oauth/oauth.errors.js';
import { OutboxRepository } from '../outbox/outbox.repository.js';
import { RemoteRepo } from '../outbox/remote-repo.js';
import { RepoAccess } from '../outbox/repo-access.js';
import { verdictOn } from '../outbox/verdict.rules.js';
import { RecordHandlers } from '../records/record-handlers.js';
import { type ReadRecord, RecordReader } from '../records/record-reader.js';
import { Copies } from './copies.js';
import { KeyTaken } from './migration.errors.js';
import { keyOf, OldNamespace } from './old-namespace.js';

/** What one turn did. */
export interface MigrationReport {
  migrated: number;
  deleted: number;
  failures: { uri: string; reason: string }[];
}

interface Turn {
  did: string;
  repo: RemoteRepo;
  copies: Copies;
  report: MigrationReport;
  /** The PDS is away, or the grant gone: whoever asks again goes on. */
  isOver: boolean;
}

/** A request that lasts longer is cut by what stands before us. */
const TURN_MS = 15 * SECOND_MS;
const CHUNK = 20;

/**
 * AUTH-15: brings what somebody has in the old namespace into the present one. An original goes when its copy lies in the
 * repository and the index knows it; a crash at any point is gone over by the next call, which finds what is there.
 */
@Injectable()
export class NamespaceMigration {
  constructor(
    private readonly old: OldNamespace,
    private readonly access: RepoAccess,
    private readonly reader: RecordReader,
    private readonly collections: Collections,
    private readonly intake: Intake,
    private readonly handlers: RecordHandlers,
    private readonly outbox: OutboxRepository,
    private readonly transactions: Transactions,
    private readonly locks: Locks,
    private readonly clock: Clock,
    private readonly settings: Settings,
    @InjectPinoLogger(NamespaceMigration.name) private readonly log: PinoLogger,
  ) {}

  /**
   * As much as one request can do; nothing else is written for the person meanwhile (P-DUAL-03).
   * @throws {GrantDead} {@link LockBusy}, or an error of the network when the records cannot be read
   */
  async migrate(did: string): Promise<MigrationReport> {
    const { name: from } = this.old;
    const report: MigrationReport = { migrated: 0, deleted: 0, failures: [] };
    if (!from) return report;
    return this.locks.locked(`outbox:${did}`, async () => {
      const agent = await this.access.agentFor(did);
      if (!agent) throw new GrantDead();
      const repo = new RemoteRepo(did, agent, this.settings.pdsTimeoutSeconds * SECOND_MS);
      const { reader, collections } = this;
      const copies = new Copies({ did, from, repo, reader, collections });
      await this.go({ did, repo, copies, report, isOver: false });
      return report;
    });
  }

  private async go(turn: Turn): Promise<void> {
    const until = this.clock.now().getTime() + TURN_MS;
    for (const collection of ORDER_OF_INTAKE) await this.readdress(turn.did, collection, []);
    // What is referred to comes before what refers to it.
    for (const collection of ORDER_OF_INTAKE) {
      for await (const page of this.old.records(turn.did, collection)) {
        for (let first = 0; first < page.length; first += CHUNK) {
          if (turn.isOver || this.clock.now().getTime() > until) return;
          await this.move(turn, collection, page.slice(first, first + CHUNK));
        }
      }
    }
  }

  /** First the rows, so that the network cannot tell of a copy that no row expects; then copies; then originals go. */
  private async move(turn: Turn, collection: Collection, records: readonly ReadRecord[]): Promise<void> {
    await this.readdress(
      turn.did,
      collection,
      records.map(({ uri }) => keyOf(uri)),
    );
    const copied: { original: string; copy: PutEvent }[] = [];
    for (const record of records) {
      if (turn.isOver) break;
      await this.noting(turn, record.uri, async () => {
        copied.push({ original: record.uri, copy: await turn.copies.make(collection, record) });
        turn.report.migrated += 1;
      });
    }
    await this.intake.receive(
      copied.map(({ copy }) => copy),
      { source: 'rebuild' },
    );
    for (const { original } of copied) {
      if (turn.isOver) break;
      await this.noting(turn, original, async () => {
        await turn.repo.delete({ collection: this.old.nsid(collection) ?? '', rkey: keyOf(original) });
        turn.report.deleted += 1;
      });
    }
  }

  private async readdress(did: string, collection: Collection, rkeys: readonly string[]): Promise<void> {
    const from = `at://${did}/${this.old.nsid(collection)}/`;
    const to = this.collections.uri(did, collection, '');
    const moved = { did, collection, from, to, rkeys };
    await this.transactions.run(async (tx) => {
      for (const name of ORDER_OF_INTAKE) await this.handlers.of(name).readdress?.(tx, moved);
      await this.outbox.readdress(tx, moved);
    });
  }

  /** What concerns one record is said of it, and the others go on; what concerns all ends the turn. */
  private async noting(turn: Turn, uri: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const verdict = error instanceof KeyTaken ? { kind: 'failed' as const, reason: error.message } : verdictOn(error);
      this.log.info({ err: error, did: turn.did, uri }, 'a record could not be migrated');
      turn.isOver = verdict.kind === 'later' || verdict.kind === 'no_grant';
      turn.report.failures.push({ uri, reason: 'reason' in verdict ? verdict.reason : WITHOUT_WORDS[verdict.kind] });
    }
  }
}

const WITHOUT_WORDS = {
  conflict: 'the record changed while it was copied',
  no_grant: 'your server no longer accepts the sign-in',
};
