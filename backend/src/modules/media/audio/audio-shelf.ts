import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock.js';
import { contentTypeOf } from '../storage/content-types.rules.js';
import { StorageFailed } from '../storage/storage.errors.js';
import { Eraser, type ObjectAddress, Storage } from '../storage/storage.js';
import { address } from '../storage/storage-keys.rules.js';
import type { AudioFile } from './audio-file.entity.js';
import { AudioFilesRepository, type NewAudioFile } from './audio-files.repository.js';

/** Where the bytes of a new file come from. */
export type ByteSource = { copyOf: ObjectAddress } | { localFile: string };

export interface Placement {
  file: NewAudioFile;
  from: ByteSource;
}

/** Puts finished sounds where they are kept: row, bytes, verification, and only then live (P-UP-06). */
@Injectable()
export class AudioShelf {
  constructor(
    private readonly files: AudioFilesRepository,
    private readonly storage: Storage,
    private readonly eraser: Eraser,
    private readonly clock: Clock,
  ) {}

  /** All of them or none: on failure the keys that were made here are taken back (P-UP-07). */
  async place<const T extends readonly Placement[]>(placements: T): Promise<{ [K in keyof T]: AudioFile }> {
    const live = await this.#live(placements);
    const open = placements.filter(({ file }) => !live.has(file.id));
    try {
      for (const placement of open) await this.#store(placement);
      for (const { file } of open) await this.files.confirm(file, this.clock.now());
    } catch (error) {
      for (const { file } of open) await this.#takeBack(file);
      await this.files.deleteReserved(open.map(({ file }) => file.id));
      throw error;
    }
    const placed = await this.#live(placements);
    return placements.map(({ file }) => placed.get(file.id)) as { [K in keyof T]: AudioFile };
  }

  async #live(placements: readonly Placement[]): Promise<Map<string, AudioFile>> {
    const rows = await this.files.byIds(placements.map(({ file }) => file.id));
    return new Map(rows.filter((row) => row.state !== 'staged').map((row) => [row.id, row]));
  }

  async #store({ file, from }: Placement): Promise<void> {
    await this.files.reserve(file);
    const to = address(file.storageKey);
    const contentType = contentTypeOf(file.storageKey);
    const { bytes } =
      'copyOf' in from
        ? await this.storage.copy(from.copyOf, to, contentType)
        : await this.storage.adopt(from.localFile, to, contentType);
    if (bytes !== file.bytes) throw new StorageFailed(`kept ${bytes} of ${file.bytes} bytes`);
  }

  async #takeBack(file: NewAudioFile): Promise<void> {
    const { key, bucket } = address(file.storageKey);
    await this.eraser.erase(key, bucket);
  }
}
