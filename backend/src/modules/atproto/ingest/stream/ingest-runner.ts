import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { setTimeout as sleep } from 'node:timers/promises';
import { SECOND_MS } from '../../../../common/clock.js';
import { jittered } from '../../../../common/ids.js';
import { Settings } from '../../../../platform/config/index.js';
import { Locks } from '../../../../platform/ephemeral/index.js';
import { CursorsRepository } from './cursors.repository.js';
import type { Blindness } from './reading.js';
import { CursorRefused, type Source } from './source.js';
import { Sources } from './sources.js';
import { StreamReader } from './stream-reader.js';

const LOCK = 'ingest';
/** How often a process that is not the reader asks whether it shall be. */
const TURN_MS = 3 * SECOND_MS;
const PAUSE_MS = { first: SECOND_MS, longest: 30 * SECOND_MS };

/** Reads the network in the role `ingest`, in one process of the cluster at a time; another takes over when it goes. */
@Injectable()
export class IngestRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly stop = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly settings: Settings,
    private readonly locks: Locks,
    private readonly sources: Sources,
    private readonly reader: StreamReader,
    private readonly cursors: CursorsRepository,
    @InjectPinoLogger(IngestRunner.name) private readonly log: PinoLogger,
  ) {}

  onApplicationBootstrap(): void {
    if (this.settings.ingestEnabled && this.settings.plays('ingest')) this.running = this.run(this.sources.chosen());
  }

  /** Before the database goes: what was heard is taken, and the cursor saved. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stop.abort();
    await Promise.race([this.running, sleep(this.settings.shutdownGraceSeconds * SECOND_MS, null, { ref: false })]);
  }

  private async run(source: Source): Promise<void> {
    const { signal } = this.stop;
    while (!signal.aborted) {
      await this.locks
        .exclusively(LOCK, (lost) => this.keepReading(source, AbortSignal.any([signal, lost])))
        .catch((error: unknown) => this.log.warn({ err: error }, 'whose turn it is to read cannot be found out'));
      await pause(jittered(TURN_MS), signal);
    }
  }

  private async keepReading(source: Source, signal: AbortSignal): Promise<void> {
    let pauseMs = PAUSE_MS.first;
    let blindBy: Blindness | undefined;
    while (!signal.aborted) {
      const startedAt = Date.now();
      try {
        await this.reader.read(source, signal, blindBy);
      } catch (error) {
        if (error instanceof CursorRefused) blindBy = 'future_cursor';
        await this.ended(source, error);
      }
      // A stream that held for a while does not have to wait for the faults of long ago.
      if (Date.now() - startedAt > PAUSE_MS.longest) pauseMs = PAUSE_MS.first;
      await pause(jittered(pauseMs), signal);
      pauseMs = Math.min(pauseMs * 2, PAUSE_MS.longest);
    }
  }

  private async ended({ stream }: Source, error: unknown): Promise<void> {
    this.log.error({ err: error, stream }, 'reading the network ended, and begins again');
    if (!(error instanceof CursorRefused)) return;
    await this.cursors
      .forget(stream)
      .catch((failure: unknown) => this.log.error({ err: failure }, 'a refused cursor could not be forgotten'));
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, null, { signal }).catch(() => undefined);
}
