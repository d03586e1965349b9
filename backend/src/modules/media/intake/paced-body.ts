import type { Readable } from 'node:stream';
import { UploadStalled } from './uploads.errors.js';

/** At least so much for each minute that we wait: less than the slowest phone network carries. */
const PORTION_BYTES = 256 * 1024;
const PATIENCE_MS = 60_000;

/**
 * The bytes of an arriving body. One that falls silent or trickles ends with {@link UploadStalled}, so that nobody keeps a
 * place of UP-19 from the others; what counts is only how long the sender makes us wait, not how long we store. Who stops
 * reading leaves the source open, so that the sender can still read the answer.
 */
export async function* paced(source: Readable): AsyncGenerator<Buffer> {
  const chunks = source.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer, undefined>;
  let patienceMs = PATIENCE_MS;
  let portion = 0;
  try {
    for (;;) {
      const since = Date.now();
      const timer = setTimeout(() => source.destroy(new UploadStalled()), patienceMs);
      const { value, done } = await chunks.next().finally(() => clearTimeout(timer));
      if (done) return;
      portion += value.length;
      if (portion < PORTION_BYTES) patienceMs -= Date.now() - since;
      else [portion, patienceMs] = [0, PATIENCE_MS];
      yield value;
    }
  } finally {
    await chunks.return?.();
  }
}
