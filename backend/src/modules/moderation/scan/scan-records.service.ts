import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../platform/database/index.js';
import { CopyrightFlags } from '../../tracks/index.js';
import { ScansRepository, type Sound } from './scans.repository.js';
import type { Verdict } from './verdict.rules.js';

/** Keeps what was found of a sound: the row of the scan, and what the owner of the track sees of it. */
@Injectable()
export class ScanRecords {
  constructor(
    private readonly scans: ScansRepository,
    private readonly flags: CopyrightFlags,
    private readonly transactions: Transactions,
  ) {}

  /** Nothing is kept of a track that was removed meanwhile. */
  async keep(sound: Sound, verdict: Verdict, raw: unknown): Promise<void> {
    const { is_flagged: isFlagged, heard } = verdict;
    await this.transactions.run(async (tx) => {
      if (await this.flags.note(tx, sound.trackId, { isFlagged, heard }))
        await this.scans.store(tx, sound, verdict, raw);
    });
  }

  /** Whether the same bytes were scanned under another file of the track; then that counts for this one too. */
  takeOver(sound: Sound): Promise<boolean> {
    return this.transactions.run((tx) => this.scans.takeOver(tx, sound));
  }
}
