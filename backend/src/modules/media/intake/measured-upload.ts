import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { HEAD_BYTES } from '../probe/sniff.rules.js';
import { paced } from './paced-body.js';

/** What a body is checked for while it arrives. */
export interface Inspection {
  limitBytes: number;
  tooLarge: () => Error;
  /** Looks at the first bytes, once; what it throws ends the upload before the rest is stored. */
  checkHead: (head: Buffer) => void;
}

/** One pass over an arriving body: counted, hashed, its head looked at, never whole in memory (UP-04). */
export class MeasuredUpload {
  bytes = 0;
  readonly #hash = createHash('sha256');
  readonly #head: Buffer[] = [];
  #headBytes = 0;
  #isChecked = false;

  /** `totalBytes` where the body comes in several pieces: then `of` is called for each of them in turn. */
  constructor(
    private readonly inspection: Inspection,
    private readonly totalBytes?: number,
  ) {}

  /** Yields the bytes on. A refusal leaves the source open, so that the sender can still read the answer. */
  async *of(source: Readable): AsyncGenerator<Buffer> {
    for await (const chunk of paced(source)) {
      this.#take(chunk);
      yield chunk;
    }
    if (this.totalBytes === undefined || this.bytes >= this.totalBytes) this.#check();
  }

  /** Only after the end, and once. */
  sha256(): Buffer {
    return this.#hash.digest();
  }

  #take(chunk: Buffer): void {
    this.bytes += chunk.length;
    if (this.bytes > this.inspection.limitBytes) throw this.inspection.tooLarge();
    if (!this.#isChecked) this.#look(chunk);
    this.#hash.update(chunk);
  }

  #look(chunk: Buffer): void {
    const part = chunk.subarray(0, HEAD_BYTES - this.#headBytes);
    this.#head.push(part);
    this.#headBytes += part.length;
    if (this.#headBytes >= HEAD_BYTES) this.#check();
  }

  #check(): void {
    if (this.#isChecked) return;
    this.#isChecked = true;
    this.inspection.checkHead(Buffer.concat(this.#head.splice(0)));
  }
}
