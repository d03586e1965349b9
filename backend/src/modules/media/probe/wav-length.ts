import type { FileHandle } from 'node:fs/promises';

const STREAMED = 0xffffffff;
const CHUNKS_AT_MOST = 100;

/**
 * The length that a WAV file announces in its data chunk, in milliseconds; null when it was written as a stream.
 * ffprobe tells the length of what is there instead, so a cut file would pass.
 */
export async function announcedWavMs(file: FileHandle): Promise<number | null> {
  let byteRate = 0;
  let longDataBytes: number | null = null;
  let at = 12;
  for (let count = 0; count < CHUNKS_AT_MOST; count++) {
    const chunk = await read(file, at, 28);
    if (chunk.length < 8) return null;
    const name = chunk.toString('latin1', 0, 4);
    const size = chunk.readUInt32LE(4);
    if (name === 'fmt ' && chunk.length >= 20) byteRate = chunk.readUInt32LE(16);
    if (name === 'ds64' && chunk.length >= 24) longDataBytes = Number(chunk.readBigUInt64LE(16));
    if (name === 'data') {
      const bytes = size === STREAMED ? longDataBytes : size;
      return bytes && byteRate ? Math.round((bytes / byteRate) * 1000) : null;
    }
    at += 8 + size + (size % 2);
  }
  return null;
}

async function read(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}
