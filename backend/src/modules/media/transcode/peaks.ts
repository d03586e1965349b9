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
  #odd: number | null = null;
  /** Samples of all channels together. */
  samples = 0;

  constructor(channels: number) {
    this.#samplesPerSlot = channels;
  }

  take(chunk: Buffer): void {
    let at = 0;
    if (this.#odd !== null && chunk.length > 0) {
      this.#sample((((chunk[0]! << 8) | this.#odd) << 16) >> 16);
      this.#odd = null;
      at = 1;
    }
    for (; at + 1 < chunk.length; at += 2) this.#sample((((chunk[at + 1]! << 8) | chunk[at]!) << 16) >> 16);
    if (at < chunk.length) this.#odd = chunk[at]!;
  }

  finish(): Buffer {
    if (this.#inSlot > 0) this.#close();
    const bins = Buffer.alloc(PEAK_BINS);
    for (let bin = 0; bin < PEAK_BINS && this.#used > 0; bin++) {
      const from = Math.floor((bin * this.#used) / PEAK_BINS);
      const to = Math.max(from + 1, Math.floor(((bin + 1) * this.#used) / PEAK_BINS));
      let loudest = 0;
      for (let slot = from; slot < to; slot++) loudest = Math.max(loudest, this.#slots[slot]!);
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
    for (let slot = 0; slot < SLOTS / 2; slot++)
      this.#slots[slot] = Math.max(this.#slots[2 * slot]!, this.#slots[2 * slot + 1]!);
    this.#used = SLOTS / 2;
    this.#samplesPerSlot *= 2;
  }
}
