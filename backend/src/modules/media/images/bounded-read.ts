import type { Readable } from 'node:stream';

/** A small body whole, refused as soon as it is larger than allowed; the rest is left for the sender to finish. */
export async function readBounded(
  source: Readable | Buffer,
  limitBytes: number,
  tooLarge: () => Error,
): Promise<Buffer> {
  if (Buffer.isBuffer(source)) {
    if (source.length > limitBytes) throw tooLarge();
    return source;
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of source.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > limitBytes) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    source.resume();
    throw error;
  }
  return Buffer.concat(chunks);
}
