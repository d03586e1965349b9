import { Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { jittered } from '../../../../common/ids.js';
import type { Tx } from '../../../../platform/database/index.js';
import { Intake } from '../intake.js';
import type { RepoEvent } from '../repo-event.js';
import { AccountNews } from './account-news.js';
import { BrokenEvents } from './broken-events.js';
import { CursorsRepository } from './cursors.repository.js';
import { mayPass } from './database-failure.rules.js';
import { Resyncs } from './resyncs.js';
import type { NetworkEvent } from './source.js';

/** How far a stream is read once these events are taken. */
export interface Position {
  stream: string;
  cursor: number | undefined;
}

const TRIES = 4;
const PAUSE_MS = 50;

/** Takes events of the stream, with the cursor that stands for them, in one transaction (I7). */
@Injectable()
export class EventTaker {
  constructor(
    private readonly intake: Intake,
    private readonly news: AccountNews,
    private readonly resyncs: Resyncs,
    private readonly cursors: CursorsRepository,
    private readonly broken: BrokenEvents,
  ) {}

  /**
   * An event that breaks its handler is set aside, so that it does not stop the stream; throws only when the database
   * cannot be had, and then the cursor has not moved past what was not taken.
   */
  async take(events: readonly NetworkEvent[], position: Position): Promise<void> {
    for (const event of events) if (event.kind === 'resync' || event.kind === 'gap') await this.resyncs.order(event);
    try {
      await this.patiently(() => this.takeAll(events, position));
    } catch (error) {
      if (mayPass(error)) throw error;
      await this.divide(events, position, error);
    }
  }

  private async takeAll(events: readonly NetworkEvent[], { stream, cursor }: Position): Promise<void> {
    const inside = async (tx: Tx) => {
      for (const event of events) {
        if (event.kind === 'identity') await this.news.identityChanged(event, tx);
        if (event.kind === 'account') await this.news.statusChanged(event, tx);
      }
      if (cursor !== undefined) await this.cursors.advance(stream, cursor, tx);
    };
    await this.intake.receive(events.filter(isAboutRecord), { source: 'stream', inside });
  }

  /** Halves what fails until the one event is found that does. */
  private async divide(events: readonly NetworkEvent[], position: Position, error: unknown): Promise<void> {
    const [first, second] = events;
    if (first && second) {
      const middle = Math.ceil(events.length / 2);
      await this.take(events.slice(0, middle), { ...position, cursor: undefined });
      return this.take(events.slice(middle), position);
    }
    if (first) await this.broken.setAside(first, error);
    await this.takeAll([], position);
  }

  /** Two that wait for each other's rows: one of them is told to try again. */
  private async patiently(work: () => Promise<void>): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work();
      } catch (error) {
        if (attempt === TRIES || !mayPass(error)) throw error;
        await sleep(jittered(PAUSE_MS * attempt));
      }
    }
  }
}

function isAboutRecord(event: NetworkEvent): event is RepoEvent {
  return event.kind === 'put' || event.kind === 'delete';
}
