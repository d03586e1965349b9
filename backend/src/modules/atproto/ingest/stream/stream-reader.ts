import { Injectable } from '@nestjs/common';
import { SECOND_MS } from '../../../../common/clock.js';
import { atOnce, inBatches } from './batches.js';
import { CursorsRepository } from './cursors.repository.js';
import { EventTaker } from './event-taker.js';
import { IngestStatus } from './ingest-status.js';
import { type Blindness, Reading } from './reading.js';
import type { Message, NetworkEvent, Source } from './source.js';

/** So that rows are not locked for long, and what waits behind is seen soon. */
const BATCH = { most: 500, idleMs: SECOND_MS };
/** Commits verified at the same time; each may wait for the key of its repository. */
const READ_AT_ONCE = 16;

/** Follows one stream from where it was left. */
@Injectable()
export class StreamReader {
  constructor(
    private readonly cursors: CursorsRepository,
    private readonly taker: EventTaker,
    private readonly status: IngestStatus,
  ) {}

  /**
   * Reads until the signal says stop; what was heard by then is taken. Throws when the stream ends by itself, or the
   * database cannot be had; reading may begin again then, and nothing is missed.
   */
  async read(source: Source, signal: AbortSignal, blindBy: Blindness = 'first_start'): Promise<void> {
    const reading = new Reading(this.taker, source.stream, await this.cursors.find(source.stream), blindBy);
    const end = new AbortController();
    try {
      const messages = source.open(() => reading.cursor, this.status, AbortSignal.any([signal, end.signal]));
      for await (const batch of inBatches(messages, BATCH)) {
        if (this.status.isConnected) await reading.begin();
        await reading.take(batch, await this.eventsOf(batch));
        this.tell(batch);
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      end.abort();
      this.status.left();
    }
    await reading.save();
  }

  private async eventsOf(batch: readonly Message[]): Promise<NetworkEvent[]> {
    const events = await atOnce(READ_AT_ONCE, batch, (message) => this.eventsIn(message));
    return events.flat();
  }

  private async eventsIn({ read, did }: Message): Promise<NetworkEvent[]> {
    try {
      return read ? await read() : [];
    } catch (error) {
      this.status.malformed(did ?? 'unknown', error);
      return [];
    }
  }

  private tell(batch: readonly Message[]): void {
    const last = batch.findLast(({ at }) => at !== undefined)?.at;
    if (last !== undefined) this.status.took(last);
  }
}
