import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock.js';
import { Transactions } from '../../../platform/database/index.js';
import { UploadUnsupported } from '../intake/uploads.errors.js';
import { Prober } from '../probe/prober.js';
import { Storage } from '../storage/storage.js';
import { publicAudio } from '../storage/storage-keys.rules.js';
import { Scratch } from '../transcode/scratch.js';
import { Transcoder } from '../transcode/transcoder.js';
import type { AudioFile } from './audio-file.entity.js';
import { AudioFilesRepository, type NewAudioFile } from './audio-files.repository.js';
import { fileHash } from './file-hash.js';
import { localSource } from './local-source.js';

/** A public object that the inventory has no row of, and what somebody's record says of it. */
export interface OrphanedAudio {
  id: string;
  extension: string;
  ownerDid: string;
  loudnessLufs: number | null;
}

/**
 * Takes public audio into the inventory whose row is lost: after a rebuild of the index the bytes are still where the
 * records say. A row is live only when its object was read to the end: so its hash is true, and duplicates are found.
 * Decoding takes a hundred times longer than reading; the outline therefore follows by {@link measure}, and the track
 * plays meanwhile.
 */
@Injectable()
export class AudioAdoption {
  constructor(
    private readonly files: AudioFilesRepository,
    private readonly storage: Storage,
    private readonly scratch: Scratch,
    private readonly prober: Prober,
    private readonly transcoder: Transcoder,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Null when there is no such object, or it holds no sound. A file that has a row is answered as it is. */
  async adopt(orphan: OrphanedAudio): Promise<AudioFile | null> {
    const known = await this.files.find(orphan.id);
    if (known && known.state !== 'staged') return known;
    const at = publicAudio(orphan.id, orphan.extension);
    const found = await this.storage.stat(at.key, at.bucket);
    if (!found) return null;
    const file = await this.#inspect(orphan, at.key, found.bytes);
    if (!file) return null;
    await this.files.reserve(file);
    await this.transactions.run((tx) => this.files.confirm(tx, [file], this.clock.now()));
    return this.files.find(orphan.id);
  }

  /** Decodes once and fills what is not known yet: outline, true length, and the loudness unless the record told it. */
  async measure(id: string, signal?: AbortSignal): Promise<void> {
    const file = await this.files.find(id);
    if (file?.state !== 'live' || file.peaks) return;
    const at = { key: file.storageKey, bucket: file.bucket };
    await this.scratch.use(this.#copyBytes(file.bytes), async (folder) => {
      const path = await localSource(this.storage, at, folder, file.bytes, signal);
      const facts = await this.prober.inspect(path, file.storageKey, signal);
      const found = await this.transcoder.decode({ facts, path }, { signal });
      await this.files.measured(id, { ...found, loudnessLufs: file.loudnessLufs ?? found.loudnessLufs });
    });
  }

  async #inspect(orphan: OrphanedAudio, storageKey: string, bytes: number): Promise<NewAudioFile | null> {
    const { id, ownerDid, extension, loudnessLufs } = orphan;
    const at = publicAudio(id, extension);
    try {
      return await this.scratch.use(this.#copyBytes(bytes), async (folder) => {
        const path = await localSource(this.storage, at, folder, bytes);
        const { kind, codec, bitrate, sampleRate, channels, announcedMs } = await this.prober.inspect(path, storageKey);
        const sound = { container: kind, codec, bitrate, sampleRate, channels, durationMs: announcedMs };
        const measured = { ...sound, loudnessLufs, peaks: null, sha256: await fileHash(path), bytes };
        return { id, ownerDid, extension, storageKey, bucket: 'public', ...measured };
      });
    } catch (error) {
      if (error instanceof UploadUnsupported) return null;
      throw error;
    }
  }

  #copyBytes(bytes: number): number {
    return this.storage.isRemote ? bytes : 0;
  }
}
