import { Injectable } from '@nestjs/common';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { Settings } from '../../../platform/config/index.js';
import { Intake } from '../ingest/intake.js';
import { Collections } from '../lexicon/collections.js';
import { isRepositoryGone } from './gone.rules.js';
import { Reading } from './reading.js';
import type { RebuildOptions } from './rebuild-options.js';
import { Repositories } from './repositories.js';
import type { Tally } from './tally.js';
import { unordered } from './unordered.js';

/** Repositories downloaded at once; one at a time is read. */
const DOWNLOADS = 4;

interface Download {
  did: string;
  path: string;
  outcome: 'file' | 'pages' | 'gone' | { failed: unknown };
}

/** ING-10: makes the public index again from the repositories, by the same door as the live stream. */
@Injectable()
export class Rebuild {
  constructor(
    private readonly repositories: Repositories,
    private readonly intake: Intake,
    private readonly collections: Collections,
    private readonly settings: Settings,
    @InjectPinoLogger(Rebuild.name) private readonly log: PinoLogger,
  ) {}

  /** Goes on when a repository cannot be read; throws when the database cannot be had. */
  async run(options: RebuildOptions): Promise<Tally> {
    const folder = await mkdtemp(path.join(this.settings.scratchDir ?? os.tmpdir(), 'rebuild-'));
    const reading = new Reading({ ...options, folder, intake: this.intake, collections: this.collections });
    const { tally } = reading;
    let number = 0;
    const download = (did: string) => this.download(did, path.join(folder, `${number++}.car`));
    try {
      for await (const one of unordered(options.dids, DOWNLOADS, download)) {
        await this.read(one, reading);
        options.progress?.(tally);
      }
      await reading.finish();
      options.progress?.(tally);
      return tally;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  private async download(did: string, place: string): Promise<Download> {
    try {
      const isFile = await this.repositories.download(did, place);
      return { did, path: place, outcome: isFile ? 'file' : 'pages' };
    } catch (error) {
      return { did, path: place, outcome: isRepositoryGone(error) ? 'gone' : { failed: error } };
    }
  }

  private async read({ did, path: place, outcome }: Download, reading: Reading): Promise<void> {
    if (outcome === 'gone') {
      reading.tally.gone += 1;
      return;
    }
    try {
      if (typeof outcome === 'object') throw outcome.failed;
      await reading.take(await this.open(did, outcome, place));
    } catch (error) {
      if (reading.isBroken) throw error;
      this.log.warn({ err: error, did }, 'a repository could not be read');
      reading.tally.failures.push({ did, reason: (error as Error).message });
    } finally {
      await rm(place, { force: true });
    }
  }

  private open(did: string, how: 'file' | 'pages', place: string) {
    return how === 'file' ? this.repositories.open(did, place) : this.repositories.list(did);
  }
}
