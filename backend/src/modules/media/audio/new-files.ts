import { stat } from 'node:fs/promises';
import type { StagedUpload } from '../intake/staging.service.js';
import type { AudioFacts } from '../probe/audio-facts.js';
import { original, privateAudio, publicAudio, staging } from '../storage/storage-keys.rules.js';
import type { Measurements } from '../transcode/transcoder.js';
import type { Placement } from './audio-shelf.js';
import { derivedId } from './derived-id.rules.js';
import { fileHash } from './file-hash.js';

export type AudioBucket = 'public' | 'private';

/** What one look and one pass found out. */
export interface Decoded {
  facts: AudioFacts;
  measured: Measurements;
}

/** The upload as it came, as what plays. */
export function streamOfUpload(upload: StagedUpload, decoded: Decoded, bucket: AudioBucket): Placement {
  const id = derivedId(upload.id, 'stream');
  return untouched(upload, decoded, id, bucket, audioKey(id, decoded.facts.kind, bucket));
}

/** The upload as it came, kept beside what plays. */
export function originalOfUpload(upload: StagedUpload, decoded: Decoded): Placement {
  const id = derivedId(upload.id, 'original');
  return untouched(upload, decoded, id, 'private', original(id, decoded.facts.kind).key);
}

/** An MP3 that ffmpeg just wrote. */
export async function mp3File(
  path: string,
  { facts, measured }: Decoded,
  owner: { id: string; ownerDid: string | null; bucket: AudioBucket },
): Promise<Placement> {
  const { size: bytes } = await stat(path);
  const file = {
    ...owner,
    ...measured,
    storageKey: audioKey(owner.id, 'mp3', owner.bucket),
    sha256: await fileHash(path),
    bytes,
    container: 'mp3',
    codec: 'mp3',
    bitrate: 320_000,
    sampleRate: 44_100,
    channels: Math.min(2, facts.channels),
    extension: 'mp3',
  };
  return { file, from: { localFile: path } };
}

function untouched(
  upload: StagedUpload,
  { facts, measured }: Decoded,
  id: string,
  bucket: AudioBucket,
  storageKey: string,
): Placement {
  const { ownerDid, sha256, bytes } = upload;
  const { kind, codec, bitrate, sampleRate, channels } = facts;
  const file = {
    id,
    ownerDid,
    sha256,
    bytes,
    bucket,
    storageKey,
    container: kind,
    extension: kind,
    codec,
    bitrate,
    sampleRate,
    channels,
    ...measured,
  };
  return { file, from: { copyOf: staging(upload.id) } };
}

function audioKey(id: string, extension: string, bucket: AudioBucket): string {
  return (bucket === 'public' ? publicAudio(id, extension) : privateAudio(id, extension)).key;
}
