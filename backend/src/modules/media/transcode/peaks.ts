export const PEAK_BINS = 800;

/** Finer than the bins, so that folding costs no visible precision. */
const SLOTS = PEAK_BINS * 8;
const LOUDEST = 32_768;

/**
 * The outline of a sound of unknown length: the loudest sample of each of {@link PEAK_BINS} equal stretches, 0 to 255.
 * Takes 16-bit little-endian samples as they come; whenever its slots are full, two become one, so memory is fixed.
 */
export class Peaks {
  readonly #slots = new Uint16Array(SLOTS);
  #samplesPerSlot: number;
  #used = 0;
  #inSlot = 0;
  #loudest = 0;
  /** Half a sample, when a chunk ended in one. */
  #rest = Buffer.alloc(0);
  /** Samples of all channels together. */
  samples = 0;

  constructor(channels: number) {
    this.#samplesPerSlot = channels;
  }

  take(chunk: Buffer): void {
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    const count = bytes.length >> 1;
    this.#rest = Buffer.from(bytes.subarray(count * 2));
    // A view of 16-bit numbers must begin at an even address; a fresh copy does.
    const aligned = bytes.byteOffset % 2 === 0 ? bytes : Buffer.from(bytes);
    for (const sample of new Int16Array(aligned.buffer, aligned.byteOffset, count)) this.#sample(sample);
  }

  finish(): Buffer {
    if (this.#inSlot > 0) this.#close();
    const bins = Buffer.alloc(PEAK_BINS);
    for (let bin = 0; bin < PEAK_BINS && this.#used > 0; bin++) {
      const from = Math.floor((bin * this.#used) / PEAK_BINS);
      const to = Math.max(from + 1, Math.floor(((bin + 1) * this.#used) / PEAK_BINS));
      let loudest = 0;
      for (let slot = from; slot < to; slot++) loudest = Math.max(loudest, this.#slots[slot] ?? 0);
      bins[bin] = Math.round((loudest / LOUDEST) * 255);
    }
    return bins;
  }

  #sample(value: number): void {
    const height = value < 0 ? -value : value;
    if (height > this.#loudest) this.#loudest = height;
    this.samples++;
    if (++this.#inSlot === this.#samplesPerSlot) this.#close();
  }

  #close(): void {
    if (this.#used === SLOTS) this.#fold();
    this.#slots[this.#used++] = this.#loudest;
    this.#loudest = 0;
    this.#inSlot = 0;
  }

  #fold(): void {
    for (let slot = 0; slot < SLOTS / 2; slot++) {
      this.#slots[slot] = Math.max(this.#slots[2 * slot] ?? 0, this.#slots[2 * slot + 1] ?? 0);
    }
    this.#used = SLOTS / 2;
    this.#samplesPerSlot *= 2;
  }
}
