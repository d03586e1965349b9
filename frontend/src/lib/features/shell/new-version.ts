import type { Playback, PlaybackObserver } from '#lib/player/playback.ts';
import type { Toasts } from '#lib/state/toasts.svelte.ts';

interface Parts {
  toasts: Toasts;
  player: { readonly playing: boolean; observe: (observer: PlaybackObserver) => void };
  reload: () => void;
}

/** PWA-02: tells of a newer version, and brings it when it is asked for: never while something sounds. */
export class NewVersion implements PlaybackObserver {
  #toast: number | null = null;
  #wanted = false;
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  offer(): void {
    if (this.#toast !== null) return;
    const link = { label: 'reload', onselect: () => this.#take() };
    this.#toast = this.#parts.toasts.info('there is a newer plyr.fm.', { link, durationMs: 0 });
  }

  playback({ sounding }: Pick<Playback, 'sounding'>): void {
    if (this.#wanted && !sounding) this.#reload();
  }

  #take(): void {
    const { player, toasts } = this.#parts;
    if (!player.playing) return this.#parts.reload();
    this.#wanted = true;
    toasts.info('the newer plyr.fm comes when the music stops.');
    player.observe(this);
  }

  #reload(): void {
    this.#wanted = false;
    this.#parts.reload();
  }
}
