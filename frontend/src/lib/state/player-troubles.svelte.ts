import type { Track } from '../api/contract.ts';
import type { PlayerEvents } from '../player/engine.ts';
import { FAULT_NOTICES, UNPLAYABLE } from './player-messages.rules.ts';

/** What is said of a track that does not play as it should (PL-08). */
export class PlayerTroubles {
  /** While the player helps itself; null when all is well. */
  notice = $state<string | null>(null);
  /** It stopped for want of a network. */
  cutOff = false;
  readonly #say: (message: string) => void;

  constructor(say: (message: string) => void) {
    this.#say = say;
  }

  begin({ reason }: PlayerEvents['fault']): void {
    this.notice = FAULT_NOTICES[reason];
  }

  /** All is well, or another track is on. */
  end(): void {
    this.notice = null;
  }

  giveUp({ reason }: PlayerEvents['unplayable'], track: Track | null): void {
    this.end();
    this.cutOff = reason === 'offline';
    if (track) this.#say(UNPLAYABLE[reason](track.title));
  }
}
