import { Readable } from 'node:stream';
import type { ByteStream } from './storage.js';

/** Passes a stream on, counting. `failure()` tells a fault of the source from one of whoever reads it. */
export function countedStream(source: ByteStream): { stream: Readable; bytes(): number; failure(): unknown } {
  let bytes = 0;
  let failure: unknown;
  async function* counted(): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of source as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        yield chunk;
      }
    } catch (error) {
      failure = error;
      throw error;
    }
  }
  return { stream: Readable.from(counted(), { objectMode: false }), bytes: () => bytes, failure: () => failure };
}
