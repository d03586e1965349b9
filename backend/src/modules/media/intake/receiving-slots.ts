import { Injectable } from '@nestjs/common';
import { Settings } from '../../../platform/config/index.js';
import { UploadsBusy } from './uploads.errors.js';

const PATIENCE_MS = 30_000;

interface Waiting {
  ownerDid: string;
  enter: () => void;
}

/**
 * UP-19: so many bodies are received at once in this process, and so many of one person; the next one is not read until
 * there is a place for it.
 */
@Injectable()
export class ReceivingSlots {
  #free: number;
  readonly #perOwner: number;
  readonly #held = new Map<string, number>();
  readonly #waiting: Waiting[] = [];

  constructor(settings: Settings) {
    this.#free = settings.uploadConcurrency;
    this.#perOwner = settings.uploadUserConcurrency;
  }

  /** Throws {@link UploadsBusy} when no place became free in time. */
  async hold<T>(ownerDid: string, work: () => Promise<T>, patienceMs = PATIENCE_MS): Promise<T> {
    if (this.#admits(ownerDid)) this.#take(ownerDid);
    else await this.#turn(ownerDid, patienceMs);
    try {
      return await work();
    } finally {
      this.#leave(ownerDid);
    }
  }

  #admits(ownerDid: string): boolean {
    return this.#free > 0 && (this.#held.get(ownerDid) ?? 0) < this.#perOwner;
  }

  #take(ownerDid: string): void {
    this.#free--;
    this.#held.set(ownerDid, (this.#held.get(ownerDid) ?? 0) + 1);
  }

  #leave(ownerDid: string): void {
    this.#free++;
    const held = (this.#held.get(ownerDid) ?? 1) - 1;
    if (held > 0) this.#held.set(ownerDid, held);
    else this.#held.delete(ownerDid);
    const next = this.#waiting.findIndex((waiting) => this.#admits(waiting.ownerDid));
    if (next >= 0) this.#waiting.splice(next, 1)[0]?.enter();
  }

  #turn(ownerDid: string, patienceMs: number): Promise<void> {
    return new Promise((begin, giveUp) => {
      const waiting = {
        ownerDid,
        enter: () => {
          clearTimeout(timer);
          this.#take(ownerDid);
          begin();
        },
      };
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        giveUp(new UploadsBusy());
      }, patienceMs);
      this.#waiting.push(waiting);
    });
  }
}
