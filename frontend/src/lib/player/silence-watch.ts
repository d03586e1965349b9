/** Silence for this long, with no data coming in, is taken for a dead host. */
export const SILENCE_MS = 15_000;

/** Calls once when sound was expected and nothing was heard or received for too long. */
export class SilenceWatch {
  readonly #tooLong: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(tooLong: () => void) {
    this.#tooLong = tooLong;
  }

  /** Sound is expected from now on; data coming in begins it anew. */
  begin(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#tooLong, SILENCE_MS);
  }

  over(): void {
    clearTimeout(this.#timer);
  }
}
