import { SECOND_MS } from '../../../../common/clock.js';
import type { EventTaker } from './event-taker.js';
import type { Message, NetworkEvent } from './source.js';

/** The cursor is saved with every event of ours, and this often past those of others (ING-02). */
const SAVED_EVERY_MS = SECOND_MS;
const SAVED_EVERY_MESSAGES = 1000;

/** Why a stream is read from now on: it never was before, or the host does not know our place any more. */
export type Blindness = 'first_start' | 'future_cursor';

/** How far one stream is read, from its opening to its end. */
export class Reading {
  private savedAt = Date.now();
  private unsaved = 0;
  private isBlind: boolean;

  /**
   * @param cursor where it was left; undefined when that is not known
   * @param blindBy why it is not known
   */
  constructor(
    private readonly taker: EventTaker,
    private readonly stream: string,
    public cursor: number | undefined,
    private readonly blindBy: Blindness,
  ) {
    this.isBlind = cursor === undefined;
  }

  /** The host is heard: what was written before is found in the repositories themselves. */
  async begin(): Promise<void> {
    if (this.isBlind) await this.taker.take([{ kind: 'gap', reason: this.blindBy }], this.position());
    this.isBlind = false;
  }

  /** What messages said, and how far they led. */
  async take(messages: readonly Message[], events: readonly NetworkEvent[]): Promise<void> {
    this.cursor = messages.findLast(({ cursor }) => cursor !== undefined)?.cursor ?? this.cursor;
    this.unsaved += messages.length;
    const isDue = this.unsaved >= SAVED_EVERY_MESSAGES || Date.now() - this.savedAt >= SAVED_EVERY_MS;
    if (events.length > 0 || isDue) await this.save(events);
  }

  async save(events: readonly NetworkEvent[] = []): Promise<void> {
    if (this.unsaved === 0) return;
    await this.taker.take(events, this.position());
    this.unsaved = 0;
    this.savedAt = Date.now();
  }

  private position(): { stream: string; cursor: number | undefined } {
    return { stream: this.stream, cursor: this.cursor };
  }
}
