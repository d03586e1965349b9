import { Injectable } from '@nestjs/common';
import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { MINUTE_MS } from '../../../common/clock.js';
import { jittered } from '../../../common/ids.js';
import { Settings } from '../../../platform/config/index.js';
import { Collections } from '../lexicon/collections.js';
import { mayHaveMoved } from '../network/moved.rules.js';
import { RecordBuilders } from '../records/record-builders.js';
import { waitAfter } from './backoff.rules.js';
import { DeliveriesRepository } from './deliveries.repository.js';
import type { OutboxEntry } from './outbox-entry.entity.js';
import { Publisher } from './publisher.js';
import { RepoAccess } from './repo-access.js';
import { type Verdict, verdictOn } from './verdict.rules.js';

/** How often a changed record is read again at once before it counts as a failed try. */
const MAX_CONFLICTS = 5;
/** A sign-in wakes what waits for it; this is for the one that went unheard. */
const GRANT_RECHECK_MS = 5 * MINUTE_MS;

/** One try of one entry, and what follows from how it ended. */
@Injectable()
export class Deliveries {
  constructor(
    private readonly entries: DeliveriesRepository,
    private readonly builders: RecordBuilders,
    private readonly collections: Collections,
    private readonly publisher: Publisher,
    private readonly access: RepoAccess,
    private readonly settings: Settings,
    @InjectPinoLogger(Deliveries.name) private readonly log: PinoLogger,
  ) {}

  async attempt(entry: OutboxEntry): Promise<void> {
    const verdict = await this.deliver(entry);
    if (!verdict) return;
    this.log.info(
      { entry: entry.id, did: entry.did, attempts: entry.attempts, verdict },
      'a write did not reach the PDS',
    );
    if (verdict.kind === 'no_grant') return this.entries.awaitGrant(entry, GRANT_RECHECK_MS);
    const reason = verdict.kind === 'conflict' ? 'the record keeps changing in the repository' : verdict.reason;
    if (verdict.kind === 'failed' || entry.attempts >= this.settings.outboxMaxAttempts) return this.fail(entry, reason);
    const asked = verdict.kind === 'later' ? verdict.afterMs : undefined;
    await this.entries.postpone(entry, jittered(waitAfter(entry.attempts, asked)), reason);
  }

  /** Tries, and again at once when the record changed meanwhile. Answers nothing when the entry is settled. */
  private async deliver(entry: OutboxEntry): Promise<Verdict | undefined> {
    let verdict: Verdict | undefined;
    for (let conflicts = 0; conflicts < MAX_CONFLICTS; conflicts++) {
      verdict = await this.once(entry).catch((error: unknown) => this.judge(entry, error));
      if (verdict?.kind !== 'conflict') return verdict;
    }
    return verdict;
  }

  private async once(entry: OutboxEntry): Promise<Verdict | undefined> {
    const agent = await this.access.agentFor(entry.did);
    if (!agent) return { kind: 'no_grant' };
    const collection = this.collections.named(entry.collection);
    if (!collection) return { kind: 'failed', reason: `${entry.collection} is not a collection of this service` };
    const builder = this.builders.of(collection);
    const about = { table: entry.subjectTable };
    if (entry.op === 'delete') {
      await this.publisher.delete(entry, agent);
      await builder.removed?.(entry.subjectKey, about);
      await this.entries.removed(entry);
      return undefined;
    }
    const written = await this.publisher.put(entry, collection, builder, agent);
    if (!written) {
      await this.entries.cancel(entry);
      return undefined;
    }
    const uri = this.collections.uri(entry.did, collection, entry.rkey);
    // First the row, then the entry: a crash in between repeats both and changes nothing.
    const { cid, rev, record } = written;
    await builder.confirmed(entry.subjectKey, { uri, cid, rev }, { ...about, written: record });
    await this.entries.done(entry, written);
    return undefined;
  }

  private async fail(entry: OutboxEntry, reason: string): Promise<void> {
    if (await this.entries.isSuperseded(entry)) return this.entries.cancel(entry);
    const collection = this.collections.named(entry.collection);
    if (collection) await this.builders.of(collection).failed(entry.subjectKey, reason, { table: entry.subjectTable });
    await this.entries.fail(entry, reason);
  }

  private async judge(entry: OutboxEntry, error: unknown): Promise<Verdict> {
    if (mayHaveMoved(error)) await this.access.lost(entry.did);
    const verdict = verdictOn(error);
    if (verdict.kind === 'later') this.log.warn({ err: error, entry: entry.id }, 'a write met an error');
    return verdict;
  }
}
