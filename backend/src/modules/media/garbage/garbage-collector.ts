import { Injectable } from '@nestjs/common';
import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { Clock, DAY_MS, HOUR_MS } from '../../../common/clock.js';
import { Settings } from '../../../platform/config/index.js';
import { AuditLog, Transactions, type Tx } from '../../../platform/database/index.js';
import { AudioFilesRepository } from '../audio/audio-files.repository.js';
import { ImagesRepository } from '../images/images.repository.js';
import { Eraser } from '../storage/storage.js';
import { address } from '../storage/storage-keys.rules.js';
import { type DoomedThing, GarbageRepository } from './garbage.repository.js';
import { type Referenced, ReferenceCounters } from './reference-counters.js';

const BATCH = 200;
const KINDS: readonly Referenced[] = ['audio', 'image'];
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** The only one who deletes bytes (P-STORE-03): doomed, grace period over, references counted again under lock. */
@Injectable()
export class GarbageCollector {
  constructor(
    private readonly garbage: GarbageRepository,
    private readonly counters: ReferenceCounters,
    private readonly audio: AudioFilesRepository,
    private readonly images: ImagesRepository,
    private readonly eraser: Eraser,
    private readonly audit: AuditLog,
    private readonly transactions: Transactions,
    private readonly settings: Settings,
    private readonly clock: Clock,
    @InjectPinoLogger(GarbageCollector.name) private readonly log: PinoLogger,
  ) {}

  /** Deletes what is due; gives the number of rows whose bytes are gone. */
  async collect(): Promise<number> {
    await this.counters.assertComplete();
    const before = {
      userDelete: this.clock.after(-this.settings.storageGcUserDeleteGraceHours * HOUR_MS),
      other: this.clock.after(-this.settings.storageGcGraceHours * HOUR_MS),
    };
    let collected = 0;
    for (const kind of KINDS) {
      for (const id of await this.garbage.due(kind, before, BATCH)) if (await this.#attempt(kind, id)) collected++;
    }
    return collected;
  }

  /** Dooms rows that nothing came to refer to within a day: what a crash left between storing and publishing. */
  async doomOrphans(): Promise<number> {
    await this.counters.assertComplete();
    let doomed = 0;
    for (const kind of KINDS) {
      let ids: string[] = [];
      let last = FIRST_ID;
      do {
        ids = await this.garbage.unattended(kind, this.clock.after(-DAY_MS), last, BATCH);
        last = ids.at(-1) ?? last;
        doomed += await this.transactions.run((tx) => this.#doomUnreferenced(kind, ids, tx));
      } while (ids.length === BATCH);
    }
    return doomed;
  }

  async #attempt(kind: Referenced, id: string): Promise<boolean> {
    try {
      return await this.#collectOne(kind, id);
    } catch (error) {
      this.log.warn({ err: error, kind, id }, 'bytes could not be deleted; the next round tries again');
      return false;
    }
  }

  /**
   * Under the lock of the row, so that nobody can begin to refer to it meanwhile; one small delete is the only wait. A
   * crash in between leaves a doomed row, which the next round finds.
   */
  #collectOne(kind: Referenced, id: string): Promise<boolean> {
    return this.transactions.run(async (tx) => {
      const thing = await this.garbage.lock(kind, id, tx);
      if (!thing) return false;
      const references = (await this.counters.count(kind, [id], tx)).get(id) ?? 0;
      if (references > 0) {
        await this.garbage.setState(kind, id, 'live', tx);
        return false;
      }
      for (const key of thing.keys) await this.eraser.erase(key, address(key).bucket);
      await this.garbage.setState(kind, id, 'gone', tx);
      await this.#note(kind, thing, tx);
      return true;
    });
  }

  #note(kind: Referenced, { id, keys, reason, sha256 }: DoomedThing, tx: Tx): Promise<void> {
    return this.audit.write(
      { event: 'media.deleted', subject: `${kind}:${id}`, actor: 'garbage-collector', data: { keys, reason, sha256 } },
      tx,
    );
  }

  async #doomUnreferenced(kind: Referenced, ids: readonly string[], tx: Tx): Promise<number> {
    const references = await this.counters.count(kind, ids, tx);
    const orphans = ids.filter((id) => references.get(id) === 0);
    await (kind === 'audio' ? this.audio : this.images).doom(tx, orphans, 'orphan', this.clock.now());
    return orphans.length;
  }
}
