import { Injectable } from '@nestjs/common';
import { Settings } from '../../../platform/config/index.js';
import { UploadsBusy } from './uploads.errors.js';

const PATIENCE_MS = 30_000;

/** UP-19: so many bodies are received at once in this process; the next one is not read until there is a place. */
@Injectable()
export class ReceivingSlots {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(settings: Settings) {
    this.#free = settings.uploadConcurrency;
  }

  /** Throws {@link UploadsBusy} when no place became free in time. */
  async hold<T>(work: () => Promise<T>, patienceMs = PATIENCE_MS): Promise<T> {
    if (this.#free > 0) this.#free--;
    else await this.#turn(patienceMs);
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free++;
    }
  }

  #turn(patienceMs: number): Promise<void> {
    return new Promise((begin, giveUp) => {
      const enter = () => {
        clearTimeout(timer);
        begin();
      };
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(enter), 1);
        giveUp(new UploadsBusy());
      }, patienceMs);
      this.#waiting.push(enter);
    });
  }
}
