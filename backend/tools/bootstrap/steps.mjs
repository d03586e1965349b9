const BEAT_MS = 1000;
const QUIET_MS = 1500;
const QUIET_BEAT_MS = 15_000;

/**
 * Tells the reader what happens: one line for each step with the time it took. While a step lasts, a terminal shows
 * its seconds; elsewhere a line says that it goes on.
 */
export class Steps {
  #out;
  #startedAt;
  #running = new Map();
  #beat;

  /** @param {NodeJS.WriteStream} out @param {number} startedAt when the reader pressed enter */
  constructor(out, startedAt = Date.now()) {
    this.#out = out;
    this.#startedAt = startedAt;
  }

  /**
   * @template T
   * @param {string} doing "building the client"
   * @param {(note: (text: string) => void) => T | Promise<T>} work `note` sets what stands behind the finished line
   */
  async run(doing, work) {
    const step = { doing, startedAt: Date.now(), note: '', announcedAt: 0 };
    this.#running.set(step, step);
    this.#tick();
    try {
      const result = await work((text) => (step.note = text));
      this.#end(step, '✓', step.note);
      return result;
    } catch (error) {
      this.#end(step, error.name === 'AbortError' ? '–' : '✗', '');
      throw error;
    }
  }

  say(text = '') {
    this.#clear();
    this.#out.write(`${text}\n`);
    this.#draw();
  }

  get seconds() {
    return ((Date.now() - this.#startedAt) / 1000).toFixed(1);
  }

  #end(step, mark, note) {
    this.#running.delete(step);
    const time = `${((Date.now() - step.startedAt) / 1000).toFixed(1)} s`;
    this.say(`  ${mark} ${step.doing.padEnd(40)} ${time.padStart(8)}${note ? `   ${note}` : ''}`);
    if (this.#running.size === 0) clearInterval(this.#beat);
  }

  #tick() {
    clearInterval(this.#beat);
    this.#beat = setInterval(() => (this.#out.isTTY ? this.#redraw() : this.#remind()), BEAT_MS);
    this.#beat.unref();
    this.#redraw();
  }

  #redraw() {
    this.#clear();
    this.#draw();
  }

  #clear() {
    if (this.#out.isTTY) this.#out.write('\r\u001b[K');
  }

  #draw() {
    if (!this.#out.isTTY || this.#running.size === 0) return;
    const parts = [...this.#running.values()].map(
      ({ doing, startedAt }) => `${doing} ${Math.round((Date.now() - startedAt) / 1000)} s`,
    );
    this.#out.write(`  · ${parts.join(' · ')}`.slice(0, (this.#out.columns || 80) - 1));
  }

  #remind() {
    const now = Date.now();
    for (const step of this.#running.values()) {
      if (now - step.startedAt < QUIET_MS || now - step.announcedAt < QUIET_BEAT_MS) continue;
      this.#out.write(
        `  · ${step.doing} …${step.announcedAt ? ` ${Math.round((now - step.startedAt) / 1000)} s` : ''}\n`,
      );
      step.announcedAt = now;
    }
  }
}
