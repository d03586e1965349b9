import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock.js';
import { Transactions } from '../../../platform/database/index.js';
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
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** All of them or none: on failure what was made here is taken back (P-UP-07). */
  async place<const T extends readonly Placement[]>(placements: T): Promise<{ [K in keyof T]: AudioFile }> {
    const live = await this.#live(placements);
    const open = placements.filter(({ file }) => !live.has(file.id));
    try {
      for (const placement of open) await this.#store(placement);
      await this.#confirm(open);
    } catch (error) {
      await this.#takeBack(open);
      throw error;
    }
    const placed = await this.#live(placements);
    // Another run of the same job may have taken its rows back between our two statements.
    if (placed.size < placements.length) throw new StorageFailed('a sound was taken back while it was stored');
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

  async #confirm(placements: readonly Placement[]): Promise<void> {
    const files = placements.map(({ file }) => file);
    await this.transactions.run((tx) => this.files.confirm(tx, files, this.clock.now()));
  }

  /**
   * The rows decide: what is live by now is kept, whether another run confirmed it or ours did and the answer was lost.
   * Where the rows cannot be asked, nothing is erased; the next try goes on from what lies there.
   */
  async #takeBack(placements: readonly Placement[]): Promise<void> {
    const dropped = new Set(await this.files.deleteReserved(placements.map(({ file }) => file.id)));
    for (const { file } of placements) {
      if (!dropped.has(file.id)) continue;
      const { key, bucket } = address(file.storageKey);
      await this.eraser.erase(key, bucket);
    }
  }
}
